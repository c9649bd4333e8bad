"""The mark of the Alder Bay News Agency."""

import math

from PIL import Image

from .paint import Sheet
from .pen import Pen, Point, curve

NAVY, PAPER, SIGNAL = "#12304a", "#f6ecd4", "#e2603a"


def alder_bay_news_agency() -> Image.Image:
    """A lighthouse that is also a letter A, its light going out over the bay."""
    sheet = Sheet("alder-bay-news-agency", (800, 800))
    sheet.wash(["#1c4566", NAVY, "#0d2338"])
    with sheet.pen() as pen:
        pen.disc(400, 400, 318, PAPER)
        pen.disc(400, 400, 296, NAVY)
        for r in (96, 140, 184):
            _signal(pen, (400, 262), r)
        pen.poly(
            [(362, 300), (438, 300), (540, 620), (470, 620), (400, 392), (330, 620), (260, 620)],
            PAPER,
        )
        pen.poly([(352, 300), (448, 300), (456, 322), (344, 322)], SIGNAL)
        pen.poly([(366, 292), (434, 292), (434, 240), (366, 240)], "#ffd98a")
        pen.poly([(354, 240), (446, 240), (400, 196)], SIGNAL)
        pen.poly([(318, 516), (482, 516), (494, 556), (306, 556)], SIGNAL)
    _bay(sheet)
    sheet.glow((400, 266), 150, "#ffcf7a", 0.5)
    return sheet.finish(0.04, 0.3)


def _signal(pen: Pen, spot: Point, r: float) -> None:
    """A pair of arcs to the left and right of the lamp."""
    for side in (0, math.pi):
        arc = [
            (spot[0] + r * math.cos(side + t / 10), spot[1] + r * math.sin(side + t / 10))
            for t in range(-5, 6)
        ]
        pen.line(arc, 16, SIGNAL)


def _bay(sheet: Sheet) -> None:
    """Two waves closing the roundel at the foot."""
    for i, ink in enumerate(("#4fa3ad", PAPER)):
        top = [(100 + j * 50, 600 + i * 44 + (12 if j % 2 else -12)) for j in range(13)]

        def wave(pen: Pen, line: list[Point] = top) -> None:
            pen.disc(400, 400, 296)
            pen.poly(
                [(0, 0), (800, 0), (800, line[-1][1]), *curve(line, False)[::-1], (0, line[0][1])],
                "black",
            )

        sheet.fill(sheet.stencil(wave), ink)
    top = [(100 + j * 50, 688 + (10 if j % 2 else -10)) for j in range(13)]
    with sheet.pen((240, 640, 560, 720)) as pen:
        pen.arc(top[3:10], 9, NAVY)
