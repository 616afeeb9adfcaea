// Where the bytes of a file come from, piece by piece: the file itself, a decoder over it, or a
// text in memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "chokepoint/error.h"

namespace chokepoint::ingest {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Fills up to `into.size()` bytes and tells how many; fewer than asked for is no sign of the end.
  // 0 at the end.
  virtual Expected<std::size_t> read(std::span<char> into) = 0;
};

// The bytes as they are. Errors: not_found, permission, io; usage for a folder. The message names
// the path.
Expected<std::unique_ptr<ByteSource>> open_file(const std::filesystem::path& path);

// A text in memory, handed out at most `piece` bytes at a time.
std::unique_ptr<ByteSource> open_text(std::string text, std::size_t piece = SIZE_MAX);

// XXH3 of all bytes of the file, as 16 hexadecimal digits. Errors as open_file.
Expected<std::string> hash_file(const std::filesystem::path& path);

}  // namespace chokepoint::ingest
