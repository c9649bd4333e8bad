"""The sample pictures: scenes and portraits of Port Alder, drawn by code.

Nothing is loaded from disk or network and nothing is left to chance: the same name gives
the same picture on every run.
"""

from collections.abc import Callable

from PIL.Image import Image

from .mark import alder_bay_news_agency
from .portraits_four import layla_haddad
from .portraits_one import daniel_okoro, marta_hale, tomas_lindgren
from .portraits_three import amara_diallo, olena_kovalchuk
from .portraits_two import jonas_weber, priya_raman
from .scenes_books import bookshop_window
from .scenes_bridge import bridge_works
from .scenes_chamber import council_chamber
from .scenes_cycling import cycling_race
from .scenes_ferry import ferry_terminal
from .scenes_fields import wheat_field
from .scenes_fish import fish_market
from .scenes_flood import flooded_street
from .scenes_football import football_stadium
from .scenes_forest import forest_smoke
from .scenes_harbour import harbour_dawn
from .scenes_homes import housing_blocks
from .scenes_hospital import hospital_corridor
from .scenes_library import library_reading_room
from .scenes_lighthouse import old_lighthouse
from .scenes_market import night_market
from .scenes_mountain import mountain_snow
from .scenes_pool import swimming_pool
from .scenes_port import container_port
from .scenes_radio import radio_studio
from .scenes_roofs import solar_roofs
from .scenes_school import school_classroom
from .scenes_square import city_hall
from .scenes_theatre import theatre_stage
from .scenes_trams import tram_depot
from .scenes_windfarm import wind_farm

Drawing = Callable[[], Image]

SCENES: dict[str, Drawing] = {
    "harbour-dawn": harbour_dawn,
    "ferry-terminal": ferry_terminal,
    "city-hall": city_hall,
    "council-chamber": council_chamber,
    "night-market": night_market,
    "tram-depot": tram_depot,
    "flooded-street": flooded_street,
    "wind-farm": wind_farm,
    "wheat-field": wheat_field,
    "library-reading-room": library_reading_room,
    "football-stadium": football_stadium,
    "cycling-race": cycling_race,
    "theatre-stage": theatre_stage,
    "old-lighthouse": old_lighthouse,
    "container-port": container_port,
    "fish-market": fish_market,
    "school-classroom": school_classroom,
    "hospital-corridor": hospital_corridor,
    "mountain-snow": mountain_snow,
    "forest-smoke": forest_smoke,
    "bridge-works": bridge_works,
    "solar-roofs": solar_roofs,
    "radio-studio": radio_studio,
    "bookshop-window": bookshop_window,
    "swimming-pool": swimming_pool,
    "housing-blocks": housing_blocks,
}

PORTRAITS: dict[str, Drawing] = {
    "marta-hale": marta_hale,
    "daniel-okoro": daniel_okoro,
    "tomas-lindgren": tomas_lindgren,
    "priya-raman": priya_raman,
    "jonas-weber": jonas_weber,
    "amara-diallo": amara_diallo,
    "olena-kovalchuk": olena_kovalchuk,
    "layla-haddad": layla_haddad,
    "alder-bay-news-agency": alder_bay_news_agency,
}


def draw(name: str) -> Image:
    """The picture with this name; a KeyError for a name there is none for."""
    return {**SCENES, **PORTRAITS}[name]()
