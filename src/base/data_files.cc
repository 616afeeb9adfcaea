#include "base/data_files.h"

#include <fstream>
#include <iterator>
#include <set>

// The table that cmake/embed_data.cmake writes; the last row is all null.
struct EmbeddedFile {
  const char* name;
  const char* begin;
  const char* end;
};
extern "C" const EmbeddedFile chokepoint_embedded_files[];

namespace chokepoint::base {
namespace {

std::filesystem::path& data_folder() {
  static std::filesystem::path folder;
  return folder;
}

}  // namespace

void set_data_folder(std::filesystem::path folder) {
  data_folder() = std::move(folder);
}

Expected<std::string> read_data_file(std::string_view name) {
  if (!data_folder().empty()) {
    const std::filesystem::path path = data_folder() / name;
    if (std::filesystem::is_regular_file(path)) {
      std::ifstream file(path, std::ios::binary);
      if (!file) return fail(ErrorCode::permission, path.string() + ": cannot be read");
      return std::string(std::istreambuf_iterator<char>(file), {});
    }
  }
  for (const EmbeddedFile* file = chokepoint_embedded_files; file->name != nullptr; ++file) {
    if (name == file->name) return std::string(file->begin, file->end);
  }
  return fail(ErrorCode::not_found, "no data file named " + std::string(name));
}

std::vector<std::string> list_data_files(std::string_view prefix) {
  std::set<std::string> names;
  for (const EmbeddedFile* file = chokepoint_embedded_files; file->name != nullptr; ++file) {
    if (std::string_view(file->name).starts_with(prefix)) names.insert(file->name);
  }
  std::error_code ignored;
  if (!data_folder().empty()) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(data_folder(), ignored)) {
      if (!entry.is_regular_file()) continue;
      std::string name = std::filesystem::relative(entry.path(), data_folder()).generic_string();
      if (name.starts_with(prefix)) names.insert(std::move(name));
    }
  }
  return {names.begin(), names.end()};
}

}  // namespace chokepoint::base
