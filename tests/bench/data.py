#!/usr/bin/env python3
"""What one waits for with a data file of millions of rows: first rows, a sort, a filter, a chart; here and in other programs.

usage: tests/bench/data.py [--ibid target/release/ibid] [--csvlens PATH] [--shared ../shared] [--rows 5000000] [--runs 7]

Makes its files with gen-trade of the shared folder beside the project (once, in the temporary folder), drives the programs
on a real terminal, and prints medians as the lines of the table in README.md. Needs pyte and the shared folder, which has
the terminal driver.
"""
import argparse, os, pathlib, shutil, statistics, subprocess, sys, tempfile, time

root = pathlib.Path(__file__).resolve().parents[2]
arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("--ibid", default=str(root / "target/release/ibid"))
arguments.add_argument("--csvlens", default=shutil.which("csvlens"))
arguments.add_argument("--shared", default=str(root.parent / "shared"))
arguments.add_argument("--rows", type=int, default=5_000_000)
arguments.add_argument("--runs", type=int, default=7)
arguments.add_argument("--screen-only", action="store_true", help="leave the commands out")
options = arguments.parse_args()
shared = pathlib.Path(options.shared)
sys.path.insert(0, str(shared / "tools"))
sys.setswitchinterval(0.0005)
import pty_drive as p  # noqa: E402

PATIENCE = 12


def data(rows, plain):
    path = pathlib.Path(tempfile.gettempdir()) / f"ibid-trade-{rows}-{'plain' if plain else 'mixed'}.csv"
    if not path.exists():
        command = [sys.executable, str(shared / "bench/gen-trade"), "--rows", str(rows), "--narrow"] + (["--plain"] if plain else [])
        with open(path, "wb") as out:
            subprocess.run(command, stdout=out, check=True)
    return str(path)


def until(s, holds):
    """Seconds until the screen holds something."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < PATIENCE:
        if any(holds(line) for line in s.screen()):
            return time.perf_counter() - begun
        s.settle(quiet_ms=2, limit_s=0.01)
    return float("nan")


def median(figures):
    return statistics.median(figures)


def screen(path, rows):
    """First rows, and from there acts by key: seconds each, and the peak of memory in MB."""
    found = {}

    def note(what, seconds):
        found.setdefault(what, []).append(seconds)

    for _ in range(options.runs):
        with p.start([options.ibid, path], rows=30, cols=100) as s:
            begun = time.perf_counter()
            s.wait_frame()
            until(s, lambda line: "1962" in line)
            note("first rows", time.perf_counter() - begun)
            note("all read", until(s, lambda line: f"of {rows}" in line and "+" not in line) + found["first rows"][-1])
            s.send("$ss")
            note("sort by figures, top", until(s, lambda line: "99999." in line or "99 999." in line or "99,999." in line))
            note("sort by figures, whole", until(s, lambda line: "sorted by value, descending" in line) + found["sort by figures, top"][-1])
            s.send("U")
            s.settle(quiet_ms=20, limit_s=1)
            s.send("hhhs")
            note("sort by words", until(s, lambda line: "sorted by reporter, ascending" in line))
            s.send("U")
            s.settle(quiet_ms=20, limit_s=1)
            s.send("/value > 99990\r")
            note("filter", until(s, lambda line: "rows: value > 99990" in line))
            s.send("U")
            s.settle(quiet_ms=20, limit_s=1)
            s.send("$c")
            note("chart", until(s, lambda line: "count" in line))
            found.setdefault("memory", []).append(s.peak_rss_kb() / 1024)
    return {what: median(figures) for what, figures in found.items()}


def csvlens(path, rows):
    found = {}
    for _ in range(options.runs):
        with p.start([options.csvlens, path], rows=30, cols=100) as s:
            begun = time.perf_counter()
            until(s, lambda line: "1962" in line)
            found.setdefault("first rows", []).append(time.perf_counter() - begun)
            found.setdefault("all read", []).append(until(s, lambda line: f"/{rows}" in line) + found["first rows"][-1])
            s.send("<Tab>llll")
            s.settle(quiet_ms=100, limit_s=2)
            s.send("J")
            found.setdefault("sort by figures", []).append(until(s, lambda line: "[▴]" in line))
            found.setdefault("memory", []).append(s.peak_rss_kb() / 1024)
    return {what: median(figures) for what, figures in found.items()}


def command(words, shell=False):
    """Seconds and peak memory in MB of a command, its output thrown away."""
    seconds, memory = [], 0
    for _ in range(options.runs):
        begun = time.perf_counter()
        timed = ["/usr/bin/time", "-f", "%M"] + (["sh", "-c", words] if shell else words)
        done = subprocess.run(timed, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        seconds.append(time.perf_counter() - begun)
        memory = max(memory, int(done.stderr.split()[-1]) / 1024)
    return median(seconds), memory


def line(*cells):
    print("| " + " | ".join(cells) + " |", flush=True)


for plain in (True, False):
    path = data(options.rows, plain)
    print(f"\n{'plain' if plain else 'mixed'} figures, {options.rows} rows, {os.path.getsize(path) / 1e6:.0f} MB; load {os.getloadavg()[0]:.1f}")
    for what, seconds in screen(path, options.rows).items():
        line("ibid", what, f"{seconds:.0f} MB" if what == "memory" else f"{seconds:.3f} s")
    if options.csvlens:
        for what, seconds in csvlens(path, options.rows).items():
            line("csvlens", what, f"{seconds:.0f} MB" if what == "memory" else f"{seconds:.3f} s")
    if options.screen_only:
        continue
    table = [options.ibid, "table", path]
    commands = [
        ("ibid, from start to end: first 20 by figures", table + ["--sort", "value:desc", "--head", "20"], False),
        ("ibid, from start to end: all by figures, as CSV", table + ["--sort", "value:desc", "--format", "csv"], False),
        ("ibid, from start to end: statistics", table + ["--stats"], False),
        ("GNU sort: all by figures", f"LC_ALL=C sort -t, -k5,5gr {path}", True),
    ]
    for name in ("xan", "mlr"):
        if shutil.which(name):
            words = {"xan": ["xan", "sort", "-N", "-R", "-s", "value", path], "mlr": ["mlr", "--csv", "sort", "-nr", "value", path]}[name]
            commands.append((f"{name}: all by figures", words, False))
    for name, words, shell in commands:
        seconds, memory = command(words, shell)
        line(name, f"{seconds:.2f} s", f"{memory:.0f} MB")
