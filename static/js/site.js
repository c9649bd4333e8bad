/* What every page runs. Production serves these as one file (newsroom/staticfiles.py). */
import "./switch.js";
import "./show-more.js";
