"""The hospital corridor."""

import math

from PIL import Image

from . import people, poses, town
from .paint import Sheet
from .palette import mix, sheer
from .pen import Pen, Point


def hospital_corridor() -> Image.Image:
    """Staff and a patient in a long, quiet corridor."""
    sheet = Sheet("hospital-corridor")
    sheet.wash("#dfeee6")
    eye, depths = (960.0, 540.0), (0.55, 6.0)
    _corridor_shell(sheet, eye, depths)
    for side in (-1, 1):
        _corridor_side(sheet, eye, side)
    sheet.glow((960, 520), 520, "#fffbe4", 0.55)
    _ward_staff(sheet, eye)
    return sheet.finish(vignette=0.5)


def _corridor_shell(sheet: Sheet, eye: Point, depths: Point) -> None:
    """Ceiling, floor, walls and the bright window at the far end."""
    ceiling = sheet.plate(
        ["#f3f8ee", "#cfe3dc", "#a9cbc8"], town.slab(eye, -500, (-780, 780), depths)[::-1]
    )
    sheet.shade(ceiling, "#6fa3a8", "top", 0.45, 0.7)
    floor = sheet.plate(["#dbe9dd", "#8fbab5", "#4d8289"], town.slab(eye, 540, (-780, 780), depths))
    sheet.shade(floor, "#2b5f6b", "bottom", 0.6, 0.6)
    for side, paint in ((-1, ["#6fb0ab", "#dcebdd"]), (1, ["#5a9c9d", "#cfe3d8"])):
        wall = sheet.plate(
            paint,
            town.panel(eye, side * 780, (-500, 540), depths),
            side="left" if side < 0 else "right",
        )
        sheet.shade(wall, "#2f737b", "left" if side < 0 else "right", 0.5, 0.5)
    with sheet.pen() as pen:
        end = [
            town.seen(eye, x, y, 6.0)
            for x, y in ((-780, -500), (780, -500), (780, 540), (-780, 540))
        ]
        pen.poly(end, "#f6f3dc")
        pen.poly(town.cell(end, 0.2, 0.12, 0.8, 0.78), "#fffdf0")
        for u in (0.4, 0.6):
            pen.line([town.inside(end, u, 0.12), town.inside(end, u, 0.78)], 3, "#9fc4bc")
        for i in range(9):
            near = 0.62 * 1.32**i
            lamp = town.slab(eye, -498, (-210, 210), (near, near * 1.13))
            pen.poly(lamp, "#fffef2")
            shine = town.slab(eye, 540, (-200, 200), (near, near * 1.13))
            pen.poly(shine, sheer("#fffef2", 0.34))
        for x in (-300, 300):
            pen.line([town.seen(eye, x, 540, depth) for depth in depths], 2, sheer("#f3f8ee", 0.5))
        stripe = town.slab(eye, 540, (-470, -420), depths)
        pen.poly(stripe, sheer("#f0b08c", 0.8))


def _corridor_side(sheet: Sheet, eye: Point, side: int) -> None:
    """Doors with round windows, rails, notices and signs down one wall."""
    box = (0, 0, 960, 1280) if side < 0 else (960, 0, 1920, 1280)
    with sheet.pen(box) as pen:
        for low, high, ink in ((130, 540, "#4d9196"), (120, 134, "#f6f3dc"), (500, 540, "#2f6f78")):
            pen.poly(
                town.panel(eye, side * 779, (low, high), (0.55, 6)),
                sheer(ink, 0.55 if ink != "#f6f3dc" else 1),
            )
        rail = town.panel(eye, side * 760, (196, 222), (0.55, 6))
        pen.poly(rail, "#d9a878")
        pen.poly(town.cell(rail, 0, 0, 1, 0.3), "#f3d3ac")
        for near, far in ((0.72, 0.94), (1.22, 1.56), (2.0, 2.5), (3.2, 3.9)):
            haze = (near - 0.7) / 4
            door = town.panel(eye, side * 779, (-270, 540), (near, far))
            pen.poly(town.cell(door, -0.08, -0.03, 1.08, 1), mix("#f6f3dc", "#eef5e6", haze))
            pen.poly(door, mix("#e0876b" if side < 0 else "#3f7f8a", "#e3ecdc", haze))
            pen.poly(town.cell(door, 0.5, 0, 0.52, 1), sheer("#20404a", 0.4))
            for u in (0.14, 0.62):
                pane = town.cell(door, u, 0.12, u + 0.24, 0.4)
                pen.poly(pane, "#fff3cf")
                pen.poly(town.cell(pane, 0, 0, 0.5, 0.5), "#fffdf0")
            pen.poly(town.cell(door, 0.44, 0.52, 0.48, 0.66), "#f6f3dc")
            pen.poly(town.cell(door, 0, 0.86, 1, 1), sheer("#d3dcd6", 0.5))
            sign = town.panel(eye, side * 700, (-360, -300), (near * 0.99, near * 1.05))
            pen.poly(sign, mix("#2f6f78", "#e3ecdc", haze))
        for near, far, ink in ((1.02, 1.12, "#f0b08c"), (1.72, 1.86, "#8fc0b5")):
            note = town.panel(eye, side * 778, (-150, 40), (near, far))
            pen.poly(note, "#fffdf0")
            pen.poly(town.cell(note, 0.12, 0.1, 0.88, 0.5), ink)
            for v in (0.62, 0.74, 0.86):
                pen.line([town.inside(note, 0.14, v), town.inside(note, 0.8, v)], 2, "#9fb8b5")


def _ward_staff(sheet: Sheet, eye: Point) -> None:
    """A nurse pushing a wheelchair, a doctor coming the other way, others far off."""
    scrubs = people.Look(
        "#2f6f8a", "#2f6f8a", "#a8714f", "#2b1d18", 0.05, long_hair=True, rim="#fffbe4"
    )
    doctor = people.Look("#fdfaf0", "#41616b", "#8a5a3c", "#20181a", 0.18, rim="#ffffff")
    far = people.Look("#7fb5b0", "#7fb5b0", "#c98f6b", "#4a2c20", 0.02, back=True)
    with sheet.pen((500, 300, 1500, 1240)) as pen:
        for x, depth, look in ((-150, 4.2, far), (190, 3.2, far)):
            foot = town.seen(eye, x, 540, depth)
            people.figure(pen, foot, 600 / depth, look, poses.WALK)
        for x, depth in ((330, 1.7), (-240, 1.12)):
            foot = town.seen(eye, x, 540, depth)
            pen.oval(foot[0], foot[1], 130 / depth, 16 / depth, sheer("#1d4a55", 0.4))
        foot = town.seen(eye, 330, 540, 1.7)
        people.figure(pen, foot, 620 / 1.7, doctor, poses.WALK, -1)
        pen.poly(
            [
                (foot[0] - 34, foot[1] - 226),
                (foot[0] - 4, foot[1] - 232),
                (foot[0] + 2, foot[1] - 190),
                (foot[0] - 28, foot[1] - 184),
            ],
            "#f0b08c",
        )
        foot = town.seen(eye, -330, 540, 1.12)
        _wheelchair(pen, (foot[0] + 250, foot[1]), 560)
        people.figure(pen, foot, 600 / 1.12, scrubs, poses.CARRY, 1)


def _wheelchair(pen: Pen, spot: Point, size: float) -> None:
    """A patient in a wheelchair, seen from the side."""
    x, y = spot

    def at(*points: Point) -> list[Point]:
        return [(x + px * size, y - py * size) for px, py in points]

    frame = "#1f4752"
    patient = people.Look("#f0c9a0", "#7fa9a8", "#d9a985", "#cfcac2", 0.03)
    pen.oval(x + size * 0.05, y + 4, size * 0.32, size * 0.03, sheer("#1d4a55", 0.4))
    people.figure(pen, at((0.0, 0.06))[0], size * 0.84, patient, poses.SIT)
    pen.line(
        at((-0.24, 0.62), (-0.13, 0.6), (-0.11, 0.3), (0.2, 0.3), (0.26, 0.06)), size * 0.026, frame
    )
    pen.line(at((-0.12, 0.44), (0.12, 0.44), (0.12, 0.3)), size * 0.022, frame)
    pen.line(at((0.2, 0.07), (0.34, 0.06)), size * 0.026, frame)
    for cx, cy, r in ((-0.08, 0.19, 0.185), (0.22, 0.045, 0.045)):
        spot_x, spot_y = at((cx, cy))[0]
        for i in range(8):
            turn = i * 0.785
            rim = (
                spot_x + r * size * 0.9 * math.cos(turn),
                spot_y + r * size * 0.9 * math.sin(turn),
            )
            pen.line([(spot_x, spot_y), rim], 1.5, "#a9c9c6")
        pen.ring(spot_x, spot_y, r * size, size * 0.02, frame)
        pen.disc(spot_x, spot_y, size * 0.02, frame)
