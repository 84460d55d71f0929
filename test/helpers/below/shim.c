/*
 * Stands between a program and the C library's file calls (LD_PRELOAD), for tests of what the program does when the system
 * refuses, takes less than was given, or loses power. Only paths below BELOW_PREFIX count. By environment:
 *
 *   BELOW_AT       number (from 1) of the counted call that goes wrong; 0 or none: no call does
 *   BELOW_LASTING  1: and every later call of the same name
 *   BELOW_ERRNO    errno of the refusal (number); BELOW_SHORT 1: a write takes half instead; BELOW_KILL 1: the process dies before the call
 *   BELOW_CALLS    comma-separated names of the calls that count; all when missing
 *   BELOW_LOG      file that gets a line for each counted call: number, name, path
 *   BELOW_RECORD   file that gets what changed the disk, for rebuilding its states (record.ts reads it)
 *   BELOW_ORDER    file that is mapped and says all but the last two, so that a process can be told anew again and again (below.ts)
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define ROOM (2 * PATH_MAX)

/* The C library's own functions below ours. `syscall` is one of ours too: programs ask for facts of files by it. */
static long (*below)(long, ...);
#define syscall (below ? below : (below = dlsym(RTLD_NEXT, "syscall")))

/* What is to go wrong. Laid out as below.ts writes it. */
struct order {
  int64_t at;
  _Atomic int64_t counted;
  int32_t lasting, refusal, isShort, kills;
  char struck[32];
  char prefix[PATH_MAX];
};
static struct order own;
static struct order *order = &own;
static char only[512];
static int logFile = -1, recordFile = -1;

static int openForAppending(const char *path) {
  return path ? syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
}

__attribute__((constructor)) static void begin(void) {
  const char *value;
  if ((value = getenv("BELOW_PREFIX"))) snprintf(own.prefix, sizeof own.prefix, "%s", value);
  if ((value = getenv("BELOW_CALLS"))) snprintf(only, sizeof only, ",%s,", value);
  own.at = (value = getenv("BELOW_AT")) ? atol(value) : 0;
  own.refusal = (value = getenv("BELOW_ERRNO")) ? atoi(value) : EIO;
  own.lasting = getenv("BELOW_LASTING") != NULL;
  own.isShort = getenv("BELOW_SHORT") != NULL;
  own.kills = getenv("BELOW_KILL") != NULL;
  if ((value = getenv("BELOW_ORDER"))) {
    int file = syscall(SYS_openat, AT_FDCWD, value, O_RDWR | O_CLOEXEC);
    void *mapped = file < 0 ? MAP_FAILED : mmap(NULL, sizeof own, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (mapped != MAP_FAILED) order = mapped;
  }
  logFile = openForAppending(getenv("BELOW_LOG"));
  recordFile = openForAppending(getenv("BELOW_RECORD"));
}

static int counts(const char *path) { return order->prefix[0] && !strncmp(path, order->prefix, strlen(order->prefix)); }

static void pathOf(int descriptor, char *out) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, out, PATH_MAX - 1);
  out[length > 0 ? length : 0] = 0;
}

static void absolute(int folder, const char *path, char *out) {
  if (!path || path[0] == '/') {
    snprintf(out, ROOM, "%s", path ? path : "");
    return;
  }
  char base[PATH_MAX] = "";
  if (folder != AT_FDCWD) pathOf(folder, base);
  else if (!getcwd(base, sizeof base)) base[0] = 0;
  snprintf(out, ROOM, "%s/%s", base, path);
}

enum { GO_ON, REFUSED, HALF };

/* Counts a call and says what becomes of it; errno is set for a refusal. */
static int meets(const char *call, const char *path) {
  char listed[64];
  snprintf(listed, sizeof listed, ",%s,", call);
  if (only[0] && !strstr(only, listed)) return GO_ON;
  long number = atomic_fetch_add(&order->counted, 1) + 1;
  if (logFile >= 0) {
    char line[ROOM + 64];
    int length = snprintf(line, sizeof line, "%ld %s %s\n", number, call, path);
    if (length > (int)sizeof line) length = sizeof line;
    syscall(SYS_write, logFile, line, length);
  }
  int strikes = order->at > 0 && (number == order->at || (order->lasting && number > order->at && !strcmp(order->struck, call)));
  if (!strikes) return GO_ON;
  snprintf(order->struck, sizeof order->struck, "%s", call);
  if (order->kills) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
  }
  if (order->isShort) return strcmp(call, "write") && strcmp(call, "read") ? GO_ON : HALF;
  errno = order->refusal;
  return REFUSED;
}

/* One change of the disk: a line of JSON-free text, then the bytes that were written. */
static void record(const char *kind, uint64_t inode, uint64_t offset, const char *path, const char *to, const void *bytes, uint64_t length) {
  if (recordFile < 0) return;
  int kept = errno;
  char head[2 * ROOM + 128];
  int size = snprintf(head, sizeof head, "%s\t%llu\t%llu\t%llu\t%s\t%s\n", kind, (unsigned long long)inode, (unsigned long long)offset,
                      (unsigned long long)length, path ? path : "", to ? to : "");
  struct iovec both[2] = {{head, size}, {(void *)bytes, length}};
  syscall(SYS_writev, recordFile, both, length ? 2 : 1);
  errno = kept;
}

static uint64_t inodeOf(int descriptor) {
  struct stat facts;
  return fstat(descriptor, &facts) ? 0 : facts.st_ino;
}

static int opening(int folder, const char *path, int flags, mode_t mode) {
  char full[ROOM];
  absolute(folder, path, full);
  if (!counts(full)) return syscall(SYS_openat, folder, path, flags, mode);
  int writes = (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC));
  if (meets(writes ? "openw" : "openr", full) == REFUSED) return -1;
  struct stat facts;
  int existed = !stat(full, &facts);
  int descriptor = syscall(SYS_openat, folder, path, flags, mode);
  if (descriptor >= 0 && writes && !existed) record("create", inodeOf(descriptor), 0, full, NULL, NULL, 0);
  else if (descriptor >= 0 && (flags & O_TRUNC)) record("truncate", inodeOf(descriptor), 0, full, NULL, NULL, 0);
  return descriptor;
}

#define MODE(flags, mode) \
  mode_t mode = 0; \
  if (flags & (O_CREAT | __O_TMPFILE)) { \
    va_list list; \
    va_start(list, flags); \
    mode = va_arg(list, int); \
    va_end(list); \
  }
int open(const char *path, int flags, ...) { MODE(flags, mode) return opening(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags, mode) return opening(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE(flags, mode) return opening(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE(flags, mode) return opening(folder, path, flags, mode); }

static ssize_t writing(int descriptor, const void *bytes, size_t length, off64_t offset, int placed) {
  char path[ROOM];
  pathOf(descriptor, path);
  if (counts(path)) {
    int met = meets("write", path);
    if (met == REFUSED) return -1;
    if (met == HALF && length > 1) length /= 2;
  }
  off64_t at = offset;
  struct stat facts;
  if (!placed && recordFile >= 0) at = fcntl(descriptor, F_GETFL) & O_APPEND && !fstat(descriptor, &facts) ? facts.st_size : lseek64(descriptor, 0, SEEK_CUR);
  ssize_t taken = placed ? syscall(SYS_pwrite64, descriptor, bytes, length, offset) : syscall(SYS_write, descriptor, bytes, length);
  if (taken > 0 && counts(path)) record("write", inodeOf(descriptor), at, path, NULL, bytes, taken);
  return taken;
}
ssize_t write(int descriptor, const void *bytes, size_t length) { return writing(descriptor, bytes, length, 0, 0); }
ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset) { return writing(descriptor, bytes, length, offset, 1); }
ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off64_t offset) { return writing(descriptor, bytes, length, offset, 1); }

static ssize_t writingMany(int descriptor, const struct iovec *parts, int count, off64_t offset, int placed) {
  ssize_t total = 0;
  for (int index = 0; index < count; index += 1) {
    ssize_t taken = writing(descriptor, parts[index].iov_base, parts[index].iov_len, offset + total, placed);
    if (taken < 0) return total ? total : taken;
    total += taken;
    if ((size_t)taken < parts[index].iov_len) break;
  }
  return total;
}
ssize_t writev(int descriptor, const struct iovec *parts, int count) { return writingMany(descriptor, parts, count, 0, 0); }
ssize_t pwritev(int descriptor, const struct iovec *parts, int count, off_t offset) { return writingMany(descriptor, parts, count, offset, 1); }
ssize_t pwritev64(int descriptor, const struct iovec *parts, int count, off64_t offset) { return writingMany(descriptor, parts, count, offset, 1); }

static int syncing(int descriptor, const char *call, long number) {
  char path[ROOM];
  pathOf(descriptor, path);
  if (counts(path) && meets(call, path) == REFUSED) return -1;
  int done = syscall(number, descriptor);
  if (!done && counts(path)) record("sync", inodeOf(descriptor), 0, path, NULL, NULL, 0);
  return done;
}
int fsync(int descriptor) { return syncing(descriptor, "fsync", SYS_fsync); }
int fdatasync(int descriptor) { return syncing(descriptor, "fsync", SYS_fdatasync); }

static int naming(const char *call, int fromFolder, const char *from, int toFolder, const char *to, int flags) {
  char before[ROOM], after[ROOM];
  int renames = !strcmp(call, "rename");
  absolute(fromFolder, from, before);
  absolute(toFolder, to, after);
  int counting = counts(before) || counts(after);
  if (counting && meets(call, after) == REFUSED) return -1;
  int done = renames ? syscall(SYS_renameat2, fromFolder, from, toFolder, to, flags) : syscall(SYS_linkat, fromFolder, from, toFolder, to, flags);
  if (!done && counting) record(call, 0, 0, before, after, NULL, 0);
  return done;
}
int rename(const char *from, const char *to) { return naming("rename", AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int a, const char *from, int b, const char *to) { return naming("rename", a, from, b, to, 0); }
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) { return naming("rename", a, from, b, to, flags); }
int link(const char *from, const char *to) { return naming("link", AT_FDCWD, from, AT_FDCWD, to, 0); }
int linkat(int a, const char *from, int b, const char *to, int flags) { return naming("link", a, from, b, to, flags); }

static int removing(int folder, const char *path, int flags) {
  char full[ROOM];
  absolute(folder, path, full);
  if (counts(full) && meets(flags ? "rmdir" : "unlink", full) == REFUSED) return -1;
  int done = syscall(SYS_unlinkat, folder, path, flags);
  if (!done && counts(full)) record(flags ? "rmdir" : "unlink", 0, 0, full, NULL, NULL, 0);
  return done;
}
int unlink(const char *path) { return removing(AT_FDCWD, path, 0); }
int unlinkat(int folder, const char *path, int flags) { return removing(folder, path, flags); }
int rmdir(const char *path) { return removing(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdir(const char *path, mode_t mode) {
  char full[ROOM];
  absolute(AT_FDCWD, path, full);
  if (counts(full) && meets("mkdir", full) == REFUSED) return -1;
  int done = syscall(SYS_mkdirat, AT_FDCWD, path, mode);
  if (!done && counts(full)) record("mkdir", 0, 0, full, NULL, NULL, 0);
  return done;
}

static int cutting(int descriptor, off64_t size) {
  char path[ROOM];
  pathOf(descriptor, path);
  if (counts(path) && meets("truncate", path) == REFUSED) return -1;
  int done = syscall(SYS_ftruncate, descriptor, size);
  if (!done && counts(path)) record("truncate", inodeOf(descriptor), size, path, NULL, NULL, 0);
  return done;
}
int ftruncate(int descriptor, off_t size) { return cutting(descriptor, size); }
int ftruncate64(int descriptor, off64_t size) { return cutting(descriptor, size); }

static size_t readable(int descriptor, size_t length) {
  char path[ROOM];
  pathOf(descriptor, path);
  if (!counts(path)) return length;
  int met = meets("read", path);
  return met == REFUSED ? SIZE_MAX : met == HALF && length > 1 ? length / 2 : length;
}
ssize_t read(int descriptor, void *bytes, size_t length) {
  length = readable(descriptor, length);
  return length == SIZE_MAX ? -1 : syscall(SYS_read, descriptor, bytes, length);
}
ssize_t pread64(int descriptor, void *bytes, size_t length, off64_t offset) {
  length = readable(descriptor, length);
  return length == SIZE_MAX ? -1 : syscall(SYS_pread64, descriptor, bytes, length, offset);
}
ssize_t readv(int descriptor, const struct iovec *parts, int count) {
  return readable(descriptor, 2) == SIZE_MAX ? -1 : syscall(SYS_readv, descriptor, parts, count);
}

/* Facts of files: libuv asks for them by number. */
static int asking(const char *call, int folder, const char *path) {
  char full[ROOM];
  if (path && !path[0]) pathOf(folder, full);
  else absolute(folder, path, full);
  return counts(full) && meets(call, full) == REFUSED;
}
#undef syscall
long syscall(long number, ...) {
  long given[6];
  va_list list;
  va_start(list, number);
  for (int index = 0; index < 6; index += 1) given[index] = va_arg(list, long);
  va_end(list);
  if (!below) below = dlsym(RTLD_NEXT, "syscall");
  if (number == SYS_statx && asking("stat", (int)given[0], (const char *)given[1])) return -1;
  return below(number, given[0], given[1], given[2], given[3], given[4], given[5]);
}

#define NEXT(type, name) static __typeof__(type) next; if (!next) next = dlsym(RTLD_NEXT, name)
typedef int (*Scanning)(const char *, struct dirent64 ***, int (*)(const struct dirent64 *), int (*)(const struct dirent64 **, const struct dirent64 **));
int scandir64(const char *path, struct dirent64 ***names, int (*filter)(const struct dirent64 *), int (*order)(const struct dirent64 **, const struct dirent64 **)) {
  NEXT(Scanning, "scandir64");
  return asking("list", AT_FDCWD, path) ? -1 : next(path, names, filter, order);
}
DIR *opendir(const char *path) {
  NEXT(DIR *(*)(const char *), "opendir");
  return asking("list", AT_FDCWD, path) ? NULL : next(path);
}
char *realpath(const char *path, char *resolved) {
  NEXT(char *(*)(const char *, char *), "realpath");
  return asking("realpath", AT_FDCWD, path) ? NULL : next(path, resolved);
}
int fchmod(int descriptor, mode_t mode) {
  NEXT(int (*)(int, mode_t), "fchmod");
  return asking("chmod", descriptor, "") ? -1 : next(descriptor, mode);
}
int access(const char *path, int mode) {
  NEXT(int (*)(const char *, int), "access");
  return asking("access", AT_FDCWD, path) ? -1 : next(path, mode);
}
