/* On a narrow screen the menu scrolls: the page one is on comes into view. */
const here = document.querySelector(".newsroom-menu [aria-current]");
const menu = here?.closest(".newsroom-menu > ul");
if (menu) menu.scrollLeft += here.getBoundingClientRect().right - menu.getBoundingClientRect().right + 48;
