/* Runs one program and tells what it took. The peak memory of a program counts what was in memory where it was started, so it is started
   from here, where that is next to nothing: Python would show every small program as large as itself.

       measure SECONDS REPORT PROGRAM [ARGUMENT]...

   writes to REPORT one line: seconds by the clock, seconds of processor time, peak memory in kilobytes, the exit status (-1: it took
   longer than SECONDS and was ended; -N: ended by signal N). */
#define _GNU_SOURCE
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;
static volatile sig_atomic_t late;
static pid_t child;

static void end(int signal) {
    (void)signal;
    late = 1;
    kill(child, SIGKILL);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static double seconds(struct timeval time) {
    return time.tv_sec + time.tv_usec / 1e6;
}

int main(int count, char **arguments) {
    FILE *report = count < 4 ? NULL : fopen(arguments[2], "we");
    if (!report) {
        fprintf(stderr, "usage: measure SECONDS REPORT PROGRAM [ARGUMENT]...\n");
        return 2;
    }
    double start = now();
    if (posix_spawnp(&child, arguments[3], NULL, NULL, &arguments[3], environ) != 0) {
        fprintf(stderr, "measure: %s cannot be started\n", arguments[3]);
        return 2;
    }
    signal(SIGALRM, end);
    alarm(atoi(arguments[1]));
    int status;
    struct rusage usage;
    /* SIGALRM ends the child, and wait4 goes on. */
    if (wait4(child, &status, 0, &usage) != child) return 2;
    double wall = now() - start;
    int code = late ? -1 : WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    fprintf(report, "%.6f %.6f %ld %d\n", wall, seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss, code);
    return fclose(report) == 0 ? 0 : 2;
}
