"""What is true of a damaged text: its table, read; and how a marker of the table is known again in what a program found."""
import collections, difflib, pathlib, re, sys, unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLES = ROOT / "tests" / "data" / "ocr" / "truth"

Ref = collections.namedtuple("Ref", "line label before target")


def plain(label):
    """A label in plain characters, without brackets and stops."""
    label = re.sub(r"(?i)^\W*footnote\s+", "", unicodedata.normalize("NFKC", label).replace("\\", ""))
    kept = "".join(c for c in label if c.isalnum())
    return kept.lower() or re.sub(r"[\s()\[\]{}^$.,:;_]", "", label)


def norm(text):
    """Letters and digits alone, in lower case."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def likeness(wanted, before):
    """How well the words before a marker are those of the table, from 0 to 1."""
    wanted, before = norm(wanted), norm(before)
    if not wanted or not before:
        return 1.0 if wanted == before else 0.0
    if before.endswith(wanted) or wanted.endswith(before):
        return 1.0
    return difflib.SequenceMatcher(None, wanted, before[-len(wanted) - 3 :], autojunk=False).ratio()


class Truth:
    """A table, and the lines of its text."""

    def __init__(self, path, corpus):
        rows = path.read_text(encoding="utf-8").splitlines()
        self.name = path.stem
        text = next(row[7:].strip() for row in rows if row.startswith("# text:"))
        places = [ROOT / "assets" / text, *corpus.rglob(text)]
        self.file = next((place for place in places if place.is_file()), None)
        if self.file is None:
            sys.exit(f"{path.name}: no file {text} under {corpus}")
        self.lines = self.file.read_bytes().decode("utf-8", "replace").split("\n")
        self.of = collections.defaultdict(list)
        for row in rows:
            if row and not row.startswith("#"):
                kind, line, *rest = row.split("\t")
                self.of[kind].append((int(line), *rest))
        self.notes = sorted((line, int(order), label) for line, label, order in self.of["note"])
        refs = self.of["ref"]
        self.refs = [Ref(line, label, before, None if at == "-" else (int(at), int(order))) for line, label, before, at, _, order in refs]
        self.furniture = {line for line, *_ in self.of["furniture"]}
        self.doubtful, self.seams = set(), set()
        for line, _, why in self.of["doubt"]:
            pairs = re.findall(r"(?:seam|join) (\d+)[ /](\d+)", why)
            self.seams.update([line], *(map(int, pair) for pair in pairs))
            self.doubtful.update([] if pairs else [line])

    def joins(self):
        """The lines on which first halves end that count, and those that may be joined or not."""
        wanted, free = {line for line, _ in self.of["join"]}, set(self.seams)
        for line, on in self.of["joinnote"]:
            between = any(self.lines[at].strip() for at in range(line, int(on) - 1))
            (wanted if between else free).add(line)
        return wanted - free, free

    def is_text(self, line):
        return 0 < line <= len(self.lines) and line not in self.furniture and self.lines[line - 1].strip(" \t\r\f") != ""
