// A folder of a test's own: no other process has it, and it goes when the object goes.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace chokepoint::testing {

class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

  // Writes a file, over one of that name. Its path.
  std::filesystem::path write(const std::string& name, std::string_view text) const;

 private:
  std::filesystem::path path_;
};

}  // namespace chokepoint::testing
