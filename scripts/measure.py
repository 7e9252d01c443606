"""Runs programs and tells what they took; see measure.c, which is compiled for it."""

import math
import os
import pathlib
import statistics
import subprocess
import sys

MEASURE = pathlib.Path(__file__).with_name("measure.c")
MB = 1_000_000


class Runs:
    """Measures what is run below a folder that may be filled. A run may take `patience` seconds."""

    def __init__(self, folder, patience=120):
        self.folder = pathlib.Path(folder)
        self.patience = patience
        self.measure = self.folder / "measure"
        compiled = subprocess.run([os.environ.get("CC", "cc"), "-O2", "-o", self.measure, MEASURE])
        if compiled.returncode != 0:
            sys.exit("scripts/measure.c could not be compiled: a C compiler is needed, as it is to build hegui")

    def command(self, command):
        """What runs a command and leaves what it took in `report`."""
        return [str(self.measure), str(self.patience), str(self.folder / "took"), *map(str, command)]

    def took(self, allowed=(0,)):
        """Seconds by the clock, seconds of processor time, peak memory in MB and exit status of the last run."""
        wall, busy, peak, status = (self.folder / "took").read_text().split()
        if int(status) == -1:
            return math.inf, math.inf, math.nan, -1
        if allowed and int(status) not in allowed:
            raise Failed(int(status))
        return float(wall), float(busy), int(peak) * 1024 / MB, int(status)

    def run(self, command, allowed=(0,), **other):
        """One run; what it says goes nowhere."""
        nowhere = subprocess.DEVNULL
        subprocess.run(self.command(command), stdin=nowhere, stdout=nowhere, stderr=nowhere, check=True, **other)
        return self.took(allowed)

    def repeat(self, command, times, allowed=(0,), **other):
        """Best and median seconds by the clock, and the highest peak memory in MB."""
        runs = []
        for _ in range(times):
            runs.append(self.run(command, allowed, **other))
            if math.isinf(runs[-1][0]):
                return math.inf, math.inf, math.nan
        seconds = [one[0] for one in runs]
        return min(seconds), statistics.median(seconds), max(one[2] for one in runs)


def shown(seconds, patience=120):
    """Seconds as a person reads them."""
    if math.isinf(seconds):
        return f"over {patience} s"
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


class Failed(Exception):
    """A program ended with a status that it should not."""
