#include "resolve_texts.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "scratch_folder.h"

namespace chokepoint::testing {
Expected<Resolved> try_resolve_texts(const std::vector<std::string>& files,
                                     const ResolveOptions& given, const std::string& mapping) {
  const ScratchFolder folder;
  std::vector<std::filesystem::path> paths;
  for (const std::string& file : files) {
    paths.push_back(folder.write("file_" + std::to_string(paths.size() + 1) + ".csv", file));
  }
  ResolveOptions options = given;
  if (!mapping.empty()) options.mapping = folder.write("mapping.toml", mapping);
  Resolved resolved;
  auto report = resolve_files(paths, options, [&](std::string_view text) -> Expected<> {
    resolved.text += text;
    return {};
  });
  if (!report) return std::unexpected(std::move(report).error());
  resolved.report = std::move(*report);
  std::istringstream lines(resolved.text);
  std::string line;
  std::getline(lines, line);
  EXPECT_EQ(line, "record_id,cluster_id,probability");
  while (std::getline(lines, line)) {
    const std::size_t second = line.rfind(','), first = line.rfind(',', second - 1);
    resolved.ids.push_back(line.substr(0, first));
    resolved.cluster_of[resolved.ids.back()] = line.substr(first + 1, second - first - 1);
  }
  return resolved;
}

Resolved resolve_texts(const std::vector<std::string>& files, ResolveOptions options) {
  auto resolved = try_resolve_texts(files, options);
  if (!resolved) {
    ADD_FAILURE() << resolved.error().message;
    return {};
  }
  return std::move(*resolved);
}

PairCounts count_pairs(const std::map<std::string, std::string>& found,
                       const std::map<std::string, std::string>& truth) {
  PairCounts counts;
  for (auto a = truth.begin(); a != truth.end(); ++a) {
    for (auto b = std::next(a); b != truth.end(); ++b) {
      const bool one = a->second == b->second;
      const bool joined = found.at(a->first) == found.at(b->first);
      counts.true_pairs += one ? 1 : 0;
      counts.found_pairs += joined ? 1 : 0;
      counts.both += one && joined ? 1 : 0;
      if (joined && !one) counts.wrong.push_back(a->first + " + " + b->first);
    }
  }
  return counts;
}

}  // namespace chokepoint::testing
