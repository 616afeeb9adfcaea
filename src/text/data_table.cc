#include "text/data_table.h"

#include "base/check.h"
#include "base/data_files.h"

namespace chokepoint::text {

std::vector<std::vector<std::string>> read_table(std::string_view name) {
  const Expected<std::string> file = base::read_data_file(name);
  CHECK(file.has_value());
  std::vector<std::vector<std::string>> rows;
  std::string_view rest = *file;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    std::vector<std::string>& row = rows.emplace_back();
    for (std::size_t from = 0; from <= line.size();) {
      const std::size_t to = std::min(line.find('\t', from), line.size());
      row.emplace_back(line.substr(from, to - from));
      from = to + 1;
    }
  }
  return rows;
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find(' ', from), text.size());
    if (to > from) words.emplace_back(text.substr(from, to - from));
    from = to + 1;
  }
  return words;
}

}  // namespace chokepoint::text
