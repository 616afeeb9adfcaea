#include "chokepoint/data_folder.h"

#include "base/data_files.h"

namespace chokepoint {

void use_data_folder(std::filesystem::path folder) {
  base::set_data_folder(std::move(folder));
}

Expected<std::string> data_file(std::string_view name) {
  return base::read_data_file(name);
}

std::vector<std::string> data_file_names(std::string_view prefix) {
  return base::list_data_files(prefix);
}

}  // namespace chokepoint
