"""Render the sample packets: content.toml to text."""
from __future__ import annotations
import sys, textwrap, tomllib
from pathlib import Path
import jinja2
HERE = Path(__file__).parent
def main() -> None:
    env = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE / "templates"), trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, autoescape=False)
    for f in sorted(HERE.glob("*/content.toml")):
        c = tomllib.loads(f.read_text("utf-8"))
        def wrap(t, w=c.get("wrap")): return "\n".join(textwrap.fill(l, w, break_long_words=False, break_on_hyphens=False) for l in t.split("\n")) if w else t
        env.filters["wrap"] = wrap
        (f.parent / "packet.txt").write_text(env.get_template("packet.txt").render(c), "utf-8")
main()
