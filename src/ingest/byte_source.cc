#include "ingest/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <fmt/format.h>
#include <xxhash.h>

#include <cerrno>
#include <cstring>
#include <vector>

namespace chokepoint::ingest {
namespace {

Error as_error(const std::string& path, int number) {
  if (number == ENOENT || number == ENOTDIR) {
    return {ErrorCode::not_found, path + ": there is no such file"};
  }
  if (number == EACCES || number == EPERM) {
    return {ErrorCode::permission, path + ": may not be read; ask for the right to read it"};
  }
  return {ErrorCode::io, fmt::format("{}: cannot be read: {}", path, std::strerror(number))};
}

class FileSource final : public ByteSource {
 public:
  FileSource(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;
  ~FileSource() override { ::close(descriptor_); }

  Expected<std::size_t> read(std::span<char> into) override {
    while (true) {
      const ssize_t count = ::read(descriptor_, into.data(), into.size());
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno != EINTR) return std::unexpected(as_error(path_, errno));
    }
  }

 private:
  int descriptor_;
  std::string path_;
};

class TextSource final : public ByteSource {
 public:
  TextSource(std::string text, std::size_t piece) : text_(std::move(text)), piece_(piece) {}

  Expected<std::size_t> read(std::span<char> into) override {
    const std::size_t count = std::min({into.size(), piece_, text_.size() - next_});
    if (count > 0) std::memcpy(into.data(), text_.data() + next_, count);
    next_ += count;
    return count;
  }

 private:
  std::string text_;
  std::size_t piece_;
  std::size_t next_ = 0;
};

}  // namespace

Expected<std::unique_ptr<ByteSource>> open_file(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return std::unexpected(as_error(path.string(), errno));
  auto source = std::make_unique<FileSource>(descriptor, path.string());
  struct stat status{};
  if (::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
    return fail(ErrorCode::usage, path.string() + ": is a folder; name a file in it");
  }
  ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
  return source;
}

std::unique_ptr<ByteSource> open_text(std::string text, std::size_t piece) {
  return std::make_unique<TextSource>(std::move(text), piece);
}

Expected<std::string> hash_file(const std::filesystem::path& path) {
  TRY_ASSIGN(const auto source, open_file(path));
  const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(),
                                                                       &XXH3_freeState);
  XXH3_64bits_reset(state.get());
  std::vector<char> block(1 << 20);
  while (true) {
    TRY_ASSIGN(const std::size_t count, source->read(block));
    if (count == 0) break;
    XXH3_64bits_update(state.get(), block.data(), count);
  }
  return fmt::format("{:016x}", XXH3_64bits_digest(state.get()));
}

}  // namespace chokepoint::ingest
