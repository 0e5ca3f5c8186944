"""The accent of css/tokens.css, lighter and darker: the admin is a room of the same house."""

ACCENT = {
    "50": "#fdf4f1",
    "100": "#f9e9e3",
    "200": "#f3cfc3",
    "300": "#eeb09c",
    "400": "#f07a5c",
    "500": "#d4512f",
    "600": "#b3341a",
    "700": "#932a15",
    "800": "#762313",
    "900": "#5c1d11",
    "950": "#331c15",
}
