// Bytes of any of the field's encodings as UTF-8, in bounded memory.
//
// The encoding is found without being told, once, and then holds to the end of the file:
//   UTF-8 and UTF-16 by their byte order mark (which is dropped);
//   UTF-16 without a mark by where the zero bytes of its first 4 KiB stand;
//   else the file is ASCII until a byte above 0x7f comes. The 256 KiB from there on decide: UTF-8
//   when they are valid UTF-8 or nearly so; else GB18030 when they are valid GB18030 and most pairs
//   are common Chinese characters; else Windows-1252, which accepts anything and is therefore an
//   assumption (is_assumed).
// What is malformed becomes U+FFFD, one for each maximal broken sequence, and is counted. Line
// breaks stay as they are. UTF-8 and ASCII cost about one copy of memory. Not thread-safe.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

#include "chokepoint/error.h"
#include "ingest/byte_source.h"

namespace chokepoint::ingest {

enum class Encoding { ascii, utf_8, utf_16_le, utf_16_be, gb18030, windows_1252 };
std::string_view name(Encoding encoding);  // "UTF-8", "UTF-16LE", "windows-1252"

struct BadSequences {
  std::uint64_t count = 0;
  std::uint64_t first_line = 0;  // from 1; 0 when there is none
};

class DecodedSource final : public ByteSource {
 public:
  ~DecodedSource() override;
  // Any size of `into` from 1 on.
  Expected<std::size_t> read(std::span<char> into) override;

  // Final once read() gave 0; before, ascii may still become another.
  Encoding encoding() const;
  // True for Windows-1252: no test speaks for it, all others failed.
  bool is_assumed() const { return encoding() == Encoding::windows_1252; }
  const BadSequences& bad_sequences() const;

 private:
  friend Expected<std::unique_ptr<DecodedSource>> decode(std::unique_ptr<ByteSource> bytes);
  struct State;
  explicit DecodedSource(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Reads the first bytes. Errors: what `bytes` says.
Expected<std::unique_ptr<DecodedSource>> decode(std::unique_ptr<ByteSource> bytes);
// Errors as open_file.
Expected<std::unique_ptr<DecodedSource>> open_decoded(const std::filesystem::path& path);

}  // namespace chokepoint::ingest
