"""The tram depot."""

from PIL import Image

from . import people, poses, town
from .paint import Sheet
from .palette import Ink, darker, lighter, sheer
from .pen import Pen, Placer, Point


def tram_depot() -> Image.Image:
    """Three trams waiting in the shed before the first run."""
    sheet = Sheet("tram-depot")
    sheet.wash(["#141f3d", "#22355a", "#31507a"], (0, 0, 1920, 800))
    _shed(sheet)
    sheet.wash(["#3b5272", "#22304f", "#111a33"], (0, 796, 1920, 1280))
    _rails(sheet)
    for x, size in ((330, 0.74), (1590, 0.74)):
        _tram(sheet, (x, 930), size, "#3f7f8f")
    sheet.haze((0, 200, 1920, 1060), "#6f93ab", 0.26, "middle")
    _tram(sheet, (960, 1060), 1.12, "#f0b429")
    _fitter(sheet)
    return sheet.finish(vignette=0.65)


def _shed(sheet: Sheet) -> None:
    """A saw-tooth glass roof, its trusses and the bright end of the hall."""
    stencil = sheet.plate(["#6d9fb8", "#c5d8cf", "#f5d9a8"], town.box_quad(230, 330, 1690, 800))
    sheet.shade(stencil, "#3b6180", "top", 0.5, 0.7)
    with sheet.pen((0, 0, 1920, 800)) as pen:
        for i in range(13):
            x = 230 + i * 1460 / 12
            pen.rect(x - 4, 330, x + 4, 800, "#1f3352")
        for y in (440, 560, 680):
            pen.rect(230, y, 1690, y + 6, "#1f3352")
        for i in range(6):
            left, right = i * 320, i * 320 + 320
            pen.poly([(left, 330), (left, 90), (right, 330)], "#16233f")
            glass = [(left + 12, 300), (left + 12, 120), (right - 60, 312)]
            pen.poly(glass, "#47708f")
            pen.poly([(left + 12, 180), (left + 12, 120), (left + 130, 205)], "#7fa9ba")
            for j in range(1, 5):
                x = left + 12 + j * 50
                pen.line([(x, 312), (x, 120 + j * 38)], 4, "#16233f")
        pen.rect(0, 322, 1920, 352, "#0f1a33")
        town.lattice(pen, (0, 374), (1920, 374), 44, 48, 5, "#0f1a33")
        for x in (60, 640, 1280, 1860):
            pen.rect(x - 18, 350, x + 18, 860, "#0f1a33")
            pen.rect(x - 18, 350, x - 10, 860, "#3d5f80")
    sheet.glow((960, 720), 900, "#ffdc9e", 0.45, 0.6)


def _rails(sheet: Sheet) -> None:
    """Three pairs of rails running towards the viewer."""
    with sheet.pen((0, 790, 1920, 1280)) as pen:
        for _ in range(150):
            y = 800 + 480 * sheet.rng.random() ** 1.6
            half = 20 + (y - 800) * 0.3
            pen.lens(
                sheet.rng.uniform(0, 1920), y, half, 2 + (y - 800) * 0.012, sheer("#6f93ad", 0.16)
            )
        for near, far in ((-420, 330), (960, 960), (2340, 1590)):
            for side in (-1, 1):
                a, b = far + side * 60, near + side * 250
                rail = [(a - 3, 860), (a + 3, 860), (b + 12, 1290), (b - 12, 1290)]
                pen.poly([(x + 10, y) for x, y in rail], "#0b1226")
                pen.poly(rail, "#8fb0bd")
                pen.poly([(a - 1, 860), (a + 1, 860), (b + 2, 1290), (b - 8, 1290)], "#f2d9a4")


def _tram(sheet: Sheet, foot: Point, size: float, paint: Ink) -> None:
    """A tram seen head on, lamps lit, with its light on the floor."""
    x, y = foot
    k = 400 * size

    def at(*points: Point) -> list[Point]:
        return [(x + px * k, y - py * k) for px, py in points]

    shadow = sheet.round_spot(x, y, k * 0.75, k * 0.14, 1.2)
    sheet.dim(shadow, "#05070f", 0.9)
    body = [(-0.46, 0.08), (-0.5, 0.3), (-0.5, 0.95), (-0.45, 1.3), (-0.34, 1.42)]
    shell = [*body, *[(-px, py) for px, py in reversed(body)]]
    stencil = sheet.plate([lighter(paint, 0.35), paint, darker(paint, 0.25)], at(*shell))
    sheet.shade(stencil, darker(paint, 0.65), "right", 0.8, 0.5)
    with sheet.pen((x - k * 0.75, y - k * 2.0, x + k * 0.75, y + k * 0.05)) as pen:
        _pantograph(pen, at, k)
        band = [(-0.49, 0.52), (-0.5, 0.32), (-0.46, 0.1), (0.46, 0.1), (0.5, 0.32), (0.49, 0.52)]
        pen.poly(at(*band), "#f6ecd4")
        pen.poly(at((-0.46, 0.12), (-0.44, 0.02), (0.44, 0.02), (0.46, 0.12)), "#131b30")
        pen.poly(at((-0.44, 1.2), (-0.46, 0.62), (0.46, 0.62), (0.44, 1.2)), "#12213c")
        pen.poly(at((-0.42, 1.18), (-0.44, 0.64), (-0.2, 0.64), (0.02, 1.18)), "#2b4d70")
        pen.poly(at((0.14, 1.18), (-0.08, 0.64), (0.02, 0.64), (0.24, 1.18)), "#2b4d70")
        _driver(pen, at, k)
        pen.poly(at((-0.34, 1.36), (-0.36, 1.25), (0.36, 1.25), (0.34, 1.36)), "#0d1526")
        for i in range(9):
            left = -0.27 + i * 0.06
            pen.poly(
                at((left, 1.335), (left, 1.275), (left + 0.034, 1.275), (left + 0.034, 1.335)),
                "#ffc04a",
            )
        pen.line(at((-0.02, 0.64), (0.06, 0.82), (0.3, 0.9)), k * 0.012, "#0b1222")
        pen.line(at((0, 0.52), (0, 0.12)), k * 0.006, "#c9b78e")
        for side in (-1, 1):
            pen.oval(*at((side * 0.34, 0.4))[0], k * 0.075, k * 0.06, "#2a3146")
            pen.oval(*at((side * 0.34, 0.4))[0], k * 0.06, k * 0.046, "#fffbe6")
            pen.poly(
                at(
                    (side * 0.5, 1.05),
                    (side * 0.58, 1.04),
                    (side * 0.58, 0.86),
                    (side * 0.52, 0.86),
                ),
                "#131b30",
            )
    for side in (-1, 1):
        sheet.glow(at((side * 0.34, 0.4))[0], k * 0.5, "#fff0bf", 0.85)
        sheet.glow(at((side * 0.4, -0.18))[0], k * 0.6, "#ffdf9a", 0.4, 0.25)


def _driver(pen: Pen, at: Placer, k: float) -> None:
    """The driver behind the windscreen."""
    pen.blob(at((-0.33, 0.64), (-0.31, 0.8), (-0.22, 0.86), (-0.12, 0.8), (-0.1, 0.64)), "#28456b")
    pen.oval(*at((-0.215, 0.93))[0], k * 0.05, k * 0.065, "#3d5578")
    pen.blob(
        at((-0.27, 0.95), (-0.26, 1.0), (-0.215, 1.015), (-0.17, 1.0), (-0.16, 0.95)), "#101a30"
    )


def _pantograph(pen: Pen, at: Placer, k: float) -> None:
    """The current collector and the wire it touches."""
    pen.line(at((-0.2, 1.42), (-0.06, 1.56), (-0.18, 1.7)), k * 0.014, "#0b1222")
    pen.line(at((0.2, 1.42), (0.06, 1.56), (0.18, 1.7)), k * 0.014, "#0b1222")
    pen.line(at((-0.26, 1.7), (0.26, 1.7)), k * 0.018, "#0b1222")
    pen.line(at((0, 1.71), (0, 2.0)), k * 0.008, "#0b1222")


def _fitter(sheet: Sheet) -> None:
    """A fitter with a lamp crossing the tracks and a colleague at work."""
    look = people.Look(
        "#ef7f2d", "#17223c", "#b97f56", hat="#f4d25c", stripe="#fbf3cf", rim="#ffd98a"
    )
    other = people.Look(
        "#ef7f2d", "#17223c", "#7a4a34", stripe="#fbf3cf", long_hair=True, rim="#ffd98a"
    )
    with sheet.pen((340, 660, 1700, 1260)) as pen:
        people.figure(pen, (560, 1150), 390, look, poses.WALK)
        people.figure(pen, (1385, 1090), 340, other, poses.POINT, -1)
