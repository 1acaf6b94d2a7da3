/*
 * The kernel's own price of a broadcast: one thread, epoll, one framed buffer, one send() a socket.
 * Usage: broadcaster. Listens on a free port of 127.0.0.1, prints it, upgrades whoever asks, and sends each line of its
 * standard input to all of them as one websocket text frame. It ends with its standard input.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MAX_FILES = 65536, MAX_EVENTS = 512, MAX_TEXT = 1 << 20, BACKLOG = 4096 };

/* The answer to the key of RFC 6455's example, the only one that the load client sends. */
static const char UPGRADE[] =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

static int pages[MAX_FILES];     /* files of open pages, without gaps */
static int place_of[MAX_FILES];  /* where a file stands in them, plus 1; 0 before its upgrade */
static int page_count;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void watch(int poll, int file) {
  struct epoll_event event = {.events = EPOLLIN, .data.fd = file};
  if (epoll_ctl(poll, EPOLL_CTL_ADD, file, &event) < 0) fail("epoll_ctl");
}

static int listen_anywhere(void) {
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  if (listener < 0 || bind(listener, (struct sockaddr *)&address, size) < 0) fail("bind");
  if (listen(listener, BACKLOG) < 0) fail("listen");
  getsockname(listener, (struct sockaddr *)&address, &size);
  printf("port %d\n", ntohs(address.sin_port));
  fflush(stdout);
  return listener;
}

static void accept_all(int poll, int listener) {
  int on = 1, file;
  while ((file = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
    if (file >= MAX_FILES) {
      close(file);
      continue;
    }
    setsockopt(file, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    place_of[file] = 0;
    watch(poll, file);
  }
}

static void forget(int file) {
  if (place_of[file] > 0) {
    int last = pages[--page_count];
    pages[place_of[file] - 1] = last;
    place_of[last] = place_of[file];
  }
  place_of[file] = 0;
  close(file);
}

/* A request comes in one piece here; after the upgrade nothing that a page says is looked at. */
static void read_page(int file) {
  char bytes[4096];
  ssize_t length = recv(file, bytes, sizeof bytes, 0);
  if (length <= 0) {
    if (length == 0 || errno != EAGAIN) forget(file);
    return;
  }
  if (place_of[file] > 0) return;
  if (send(file, UPGRADE, sizeof UPGRADE - 1, MSG_NOSIGNAL) < 0) return forget(file);
  pages[page_count++] = file;
  place_of[file] = page_count;
}

static size_t frame(unsigned char *into, const char *text, size_t length) {
  size_t head = 2;
  into[0] = 0x81;
  if (length < 126) {
    into[1] = (unsigned char)length;
  } else if (length < 65536) {
    into[1] = 126;
    into[2] = (unsigned char)(length >> 8);
    into[3] = (unsigned char)length;
    head = 4;
  } else {
    into[1] = 127;
    for (int byte = 0; byte < 8; byte += 1) into[2 + byte] = (unsigned char)(length >> (8 * (7 - byte)));
    head = 10;
  }
  memcpy(into + head, text, length);
  return head + length;
}

static void broadcast(const char *text, size_t length) {
  static unsigned char bytes[MAX_TEXT + 10];
  size_t size = frame(bytes, text, length);
  for (int page = 0; page < page_count; page += 1) send(pages[page], bytes, size, MSG_NOSIGNAL);
}

/* Returns 0 when there is nothing more to tell. */
static int read_lines(void) {
  static char text[MAX_TEXT];
  static size_t held;
  ssize_t length = read(STDIN_FILENO, text + held, sizeof text - held);
  if (length <= 0) return 0;
  held += (size_t)length;
  char *start = text, *end;
  while ((end = memchr(start, '\n', held - (size_t)(start - text)))) {
    broadcast(start, (size_t)(end - start));
    start = end + 1;
  }
  held -= (size_t)(start - text);
  memmove(text, start, held);
  return 1;
}

int main(void) {
  struct epoll_event events[MAX_EVENTS];
  int poll = epoll_create1(0);
  int listener = listen_anywhere();
  watch(poll, listener);
  watch(poll, STDIN_FILENO);
  for (;;) {
    int count = epoll_wait(poll, events, MAX_EVENTS, -1);
    for (int event = 0; event < count; event += 1) {
      int file = events[event].data.fd;
      if (file == listener) accept_all(poll, listener);
      else if (file != STDIN_FILENO) read_page(file);
      else if (!read_lines()) return 0;
    }
  }
}
