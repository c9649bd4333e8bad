/* What a story's page runs besides. Production serves these as one file (newsroom/staticfiles.py). */
import "./tools.js";
import "./saved.js";
import "./listen.js";
