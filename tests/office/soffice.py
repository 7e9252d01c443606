"""Keeps one LibreOffice open and does what it is told, a line of JSON a job, an answer a line:

    {"do": "save", "from": "a.txt", "to": "b.docx", "filter": "MS Word 2007 XML"}
    {"do": "print", "from": "a.docx", "to": "b.pdf"}                                     with its comments, behind each page
    {"do": "accept", "from": "a.docx", "to": "b.docx", "filter": "MS Word 2007 XML"}     all tracked changes first; or reject

It has a profile of its own and ends with its input. A job that does not end in time ends LibreOffice, and is told as an error.
"""

import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.text.NotePrintMode import PAGE_END

PATIENCE = 60
SETTLE = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}


def properties(pairs):
    return tuple(PropertyValue(name, 0, value, 0) for name, value in pairs.items())


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(PATIENCE * 5):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.2)
    raise TimeoutError("LibreOffice did not start")


def work(context, job):
    make = lambda name: context.ServiceManager.createInstanceWithContext(name, context)
    url = lambda path: pathlib.Path(path).resolve().as_uri()
    document = make("com.sun.star.frame.Desktop").loadComponentFromURL(url(job["from"]), "_blank", 0, properties({"Hidden": True}))
    if document is None:
        raise ValueError("LibreOffice does not open it")
    try:
        if settle := SETTLE.get(job["do"]):
            frame = document.CurrentController.Frame
            make("com.sun.star.frame.DispatchHelper").executeDispatch(frame, settle, "", 0, ())
        if job["do"] == "print":
            document.createInstance("com.sun.star.document.Settings").PrintAnnotationMode = PAGE_END
            document.print(properties({"FileName": url(job["to"]), "Wait": True}))
        else:
            document.storeToURL(url(job["to"]), properties({"FilterName": job["filter"]}))
    finally:
        document.close(True)


def main():
    with tempfile.TemporaryDirectory(prefix="hegui-office-", ignore_cleanup_errors=True) as profile:
        pipe = f"hegui{os.getpid()}"
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", "--nodefault"]
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        office = subprocess.Popen([*command, f"--accept=pipe,name={pipe};urp;"], start_new_session=True, **quiet)
        end = lambda: os.killpg(office.pid, signal.SIGKILL)
        try:
            context = connect(pipe)
            print(json.dumps({"ready": True}), flush=True)
            for line in sys.stdin:
                watch = threading.Timer(PATIENCE, end)
                watch.start()
                try:
                    work(context, json.loads(line))
                    answer = {"done": True}
                except Exception as error:
                    answer = {"error": f"{type(error).__name__}: {error}"}
                watch.cancel()
                print(json.dumps(answer), flush=True)
        finally:
            try:
                end()
            except ProcessLookupError:
                pass
            office.wait()


main()
