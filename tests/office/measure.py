"""Runs a command and tells what it took, in seconds of a processor: measure.py SECONDS COMMAND… prints JSON. A command that does not
end in that time by the clock is ended."""

import json
import resource
import subprocess
import sys

try:
    done = subprocess.run(sys.argv[2:], capture_output=True, stdin=subprocess.DEVNULL, timeout=float(sys.argv[1]))
    said = {"code": done.returncode, "out": done.stdout.decode(), "err": done.stderr.decode()}
except subprocess.TimeoutExpired:
    said = {"code": None, "out": "", "err": f"not done within {sys.argv[1]} seconds"}
# ru_maxrss counts in KB, on a Mac in bytes.
unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
used = resource.getrusage(resource.RUSAGE_CHILDREN)
said |= {"seconds": used.ru_utime + used.ru_stime, "mb": used.ru_maxrss / unit}
json.dump(said, sys.stdout)
