#ifndef PRESCRIPCARE_CLINUX_H
#define PRESCRIPCARE_CLINUX_H
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#endif
