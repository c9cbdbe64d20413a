"""read_html.py FILE: exit 0 if the page's tags balance and it loads and runs nothing."""
import re
import sys
from html.parser import HTMLParser

VOID = {"meta", "br", "img", "link", "hr"}
LOADING = {"script", "img", "link", "iframe", "object", "embed", "video", "audio", "base"}
complaints = []


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attributes):
        if tag in LOADING:
            complaints.append(f"<{tag}> loads or runs something")
        for name, value in attributes:
            if name.startswith("on") or name in ("src", "style"):
                complaints.append(f"attribute {name} of <{tag}>")
            if name == "href" and not re.match(r"https://", value or ""):
                complaints.append(f"link to {value}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            complaints.append(f"</{tag}> closes nothing")


text = open(sys.argv[1], encoding="utf-8").read()
reader = Reader()
reader.feed(text)
reader.close()
complaints += [f"<{tag}> is not closed" for tag in reader.open]
if not text.startswith("<!DOCTYPE html>"):
    complaints.append("no doctype")
if re.search(r"url\(|@import", text):
    complaints.append("the style sheet loads something")
print("\n".join(complaints))
sys.exit(1 if complaints else 0)
