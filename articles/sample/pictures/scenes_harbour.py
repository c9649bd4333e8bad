"""The harbour at dawn."""

from PIL import Image

from . import boats, land, people, poses, town, water
from .paint import Sheet
from .palette import Ink, mix
from .pen import Pen, Point, curve


def harbour_dawn() -> Image.Image:
    """Fishing boats lying still as the sun comes up behind the headland."""
    sheet = Sheet("harbour-dawn")
    sheet.wash(
        ["#33406f", "#64608f", "#b67996", "#f09a8c", "#f9ae86", "#fbbd8c"], (0, 0, 1920, 724)
    )
    land.streaks(sheet, (0, 90, 1920, 470), 16, "#7b5b8c", 0.5)
    land.streaks(sheet, (200, 330, 1700, 620), 16, "#ffd0ae", 0.6)
    land.sun(sheet, (640, 640), 60, "#fffbe8", "#ff9f5f", 7)
    _headlands(sheet)
    water.mirror(
        sheet, (0, 720, 1920, 1280), ["#f2ac93", "#b4749a", "#4d4a7d", "#27305c"], (0.8, 0.1)
    )
    water.glitter(sheet, 640, (724, 1230), (70, 420), ["#fff3cf", "#ffcf9a", "#f59a86"])
    water.ripples(sheet, (0, 740, 1920, 1280), 230, ["#2a3060", "#e79a9a", "#f7bd9d"], 0.4)
    _moored_yachts(sheet)
    _moored_trawler(sheet)
    _jetty(sheet)
    sheet.glow((640, 700), 620, "#ff9a66", 0.3, 0.5)
    return sheet.finish()


def _headlands(sheet: Sheet) -> None:
    """Two capes and the waking town between them."""
    far = land.rolling(sheet.rng, (760, 1980), 722, 120, 1.2)
    far[:12] = curve([(690, 724), (760, 708), (840, 690), far[12]], False)
    land.ground(sheet, far, 724, ["#a8728f", "#dd9490"])
    near = [(0, 590), (120, 600), (230, 640), (360, 690), (470, 724)]
    sheet.shade(
        land.ground(sheet, curve(near, False), 724, ["#6d4f7c", "#9a6683"]), "#43335f", "left"
    )
    town.skyline(sheet, (1180, 1700), 722, (18, 74), "#7d567f", ["#ffe2a3"], 0.22, (24, 60))
    sheet.haze((0, 560, 1920, 724), "#ffc49a", 0.5)


def _moored_yachts(sheet: Sheet) -> None:
    """A cluster of masts in the middle distance."""
    spots = [(905, 800, 92), (1010, 790, 76), (330, 815, 110), (190, 800, 84), (1105, 812, 96)]
    for x, y, size in spots:
        ink = mix("#4a3b69", "#8c6288", (830 - y) / 50)
        box = (x - size, y - size * 1.5, x + size, y)

        def draw(pen: Pen, at: Point = (x, y), long: float = size, tone: Ink = ink) -> None:
            boats.sailboat(pen, at, long, tone)

        water.upside_down(sheet, draw, box, ink, 0.5, 0.7, 6)
        with sheet.pen(box) as pen:
            draw(pen)


def _moored_trawler(sheet: Sheet) -> None:
    """The near fishing boat with its lamps still on."""
    box, spot = (1020, 470, 1860, 1046), (1060, 1046)
    water.upside_down(
        sheet,
        lambda pen: boats.trawler(pen, spot, 760, "#ffffff", "#ffffff", "#ffffff"),
        box,
        "#1d2145",
        0.75,
        0.45,
        16,
    )
    with sheet.pen((0, *box[1:])) as pen:
        pen.arc([(1040, 905), (860, 1010), (640, 1030)], 3, "#1b1c38")
        boats.trawler(pen, spot, 760, "#232a52", "#c98a8f", "#ffe7b0")
        water.wakes(pen, 1430, 1044, 700, "#f7bd9d", 1)
    for x in (1255, 1290, 1325, 1360):
        sheet.glow((x, 820), 70, "#ffcf87", 0.5)


def _jetty(sheet: Sheet) -> None:
    """A plank jetty with a fisherman looking out and gulls above."""
    with sheet.pen() as pen:
        for x in (60, 235, 410, 575):
            pen.rect(x, 1070, x + 30, 1280, "#171a38")
            pen.rect(x, 1070, x + 8, 1280, "#8d5a72")
        pen.poly([(0, 1040), (640, 1058), (700, 1086), (0, 1100)], "#2b2a50")
        pen.poly([(0, 1040), (640, 1058), (654, 1064), (0, 1050)], "#e19a8d")
        for x in (520, 610):
            pen.limb((x, 1060), (x, 1015), 15, 13, "#171a38")
            pen.limb((x - 14, 1012), (x + 14, 1012), 8, 8, "#171a38")
        oilskin = people.Look(
            "#e0a04a", "#191b38", "#8a5560", "#171a38", 0.05, "#232548", rim="#ffd9b0"
        )
        people.figure(pen, (330, 1052), 310, oilskin, poses.CARRY)
        for x, y in ((70, 1044), (156, 1046), (112, 998), (432, 1050)):
            _creel(pen, x, y)
        land.gulls(pen, sheet.rng, (1000, 330), (330, 120), 7, "#4b4470")
        land.gull(pen, 820, 250, 120, "#3c3a66", 14)


def _creel(pen: Pen, x: float, y: float) -> None:
    """A lobster pot with its netting."""
    hoop = [
        (x - 42, y),
        (x - 42, y - 24),
        (x - 24, y - 46),
        (x + 24, y - 46),
        (x + 42, y - 24),
        (x + 42, y),
    ]
    pen.poly(hoop, "#3a2f5a")
    for i in range(6):
        pen.line([(x - 40 + i * 16, y), (x - 28 + i * 12, y - 44)], 2, "#8d5a72")
    for dy in (14, 30):
        pen.line([(x - 42, y - dy), (x + 42, y - dy)], 2, "#8d5a72")
    pen.line(hoop, 4, "#1b1c38")
    pen.line([(x + 24, y - 46), (x + 42, y - 24), (x + 42, y)], 3, "#f0a08c")
