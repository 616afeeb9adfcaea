// The command line as a whole, as far as it needs no case file: test/cli/ has the rest, against the
// built binary.
#include "cli/program.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

#include "cli/command_table.h"
#include "cli/completion.h"
#include "cli/evaluate_options.h"

namespace chokepoint::cli {
namespace {

struct Answer {
  int exit;
  std::string out, error;
};

Answer call(const std::vector<std::string>& words,
            std::map<std::string, std::string> environment = {}, Format format = Format::json) {
  Surroundings surroundings;
  surroundings.environment = [environment](const std::string& name) -> std::optional<std::string> {
    const auto found = environment.find(name);
    return found != environment.end() ? std::optional(found->second) : std::nullopt;
  };
  std::ostringstream out, error;
  ConsoleOptions options;
  options.format = format;
  const int exit = run_program(words, surroundings, {out, error, options});
  return {exit, out.str(), error.str()};
}

TEST(Program, ExitCodesAreThoseOfTheReference) {
  EXPECT_EQ(exit_code(ErrorCode::usage), 2);
  EXPECT_EQ(exit_code(ErrorCode::rejected), 3);
  EXPECT_EQ(exit_code(ErrorCode::findings), 4);
  EXPECT_EQ(exit_code(ErrorCode::locked), 5);
  EXPECT_EQ(exit_code(ErrorCode::interrupted), 130);
  for (const ErrorCode code :
       {ErrorCode::not_found, ErrorCode::permission, ErrorCode::disk_full, ErrorCode::io,
        ErrorCode::format, ErrorCode::newer_version, ErrorCode::unsupported}) {
    EXPECT_EQ(exit_code(code), 1);
  }
}

TEST(Program, BadUsageIsTwoAndSaysWhatWasMeant) {
  const auto expect_usage = [](const std::vector<std::string>& words, const std::string& message) {
    const Answer answer = call(words);
    EXPECT_EQ(answer.exit, 2);
    EXPECT_EQ(answer.out, "") << "stdout is for data";
    EXPECT_EQ(answer.error, "chokepoint: " + message + "\n");
  };
  expect_usage({"targts", "x.case"},
               "no command named targts; did you mean targets?; see chokepoint --help");
  expect_usage(
      {"targets", "x.case", "--capcity", "4"},
      "targets has no option --capcity; did you mean --capacity?; see chokepoint targets --help");
  expect_usage({"targets"}, "CASE is missing; see chokepoint targets --help");
  expect_usage({"explain", "x.case"}, "SUBJECT_ID is missing; see chokepoint explain --help");
  expect_usage({"explain", "x.case", "A", "B"},
               "explain: one argument too many: B; see chokepoint explain --help");
  expect_usage({"ingest", "x.case", "f.csv", "--as", "parcels"},
               "--as: \"parcels\" is not one of consignments, items, payments, listings, licences, "
               "notifications, "
               "outcomes, list, party_decisions");
  expect_usage({"ingest", "x.case", "f.csv", "--as", "items", "--rejects-allowed", "2"},
               "--rejects-allowed takes a share from 0 to 1");
  expect_usage({"decide", "x.case", "A", "--verdict", "inspect"},
               "--reason is missing: a decision needs a person's reason");
  expect_usage({"audit", "x.case", "delete"}, "WHAT: \"delete\" is not one of verify, show");
  const Answer nothing = call({});
  EXPECT_EQ(nothing.exit, 2);
  EXPECT_NE(nothing.error.find("chokepoint COMMAND [options]"), std::string::npos);
}

TEST(Program, GlobalOptionsStandAnywhere) {
  EXPECT_EQ(call({"--format", "csv", "config", "explain"}).out,
            call({"config", "explain", "--format", "csv"}).out);
  EXPECT_TRUE(call({"config", "explain", "--format=csv"})
                  .out.starts_with("setting,value,from,overrides\nformat,csv,--format,"));
  EXPECT_NE(call({"--actor", "run", "config", "explain"})
                .out.find("{\"setting\": \"actor\", \"value\": \"run\""),
            std::string::npos)
      << "a value that is also a command's name";
}

TEST(Program, ConfigExplainSaysWhichPlaceWon) {
  const Answer answer = call({"config", "explain", "--threads", "8", "--format", "csv"},
                             {{"CHOKEPOINT_THREADS", "4"}, {"CHOKEPOINT_CAPACITY", "1%"}});
  EXPECT_EQ(answer.exit, 0);
  EXPECT_NE(answer.out.find("threads,8,--threads,\"CHOKEPOINT_THREADS (4), default (2)\"\n"),
            std::string::npos)
      << answer.out;
  EXPECT_NE(answer.out.find("capacity,1%,CHOKEPOINT_CAPACITY,default (40)\n"), std::string::npos);
  EXPECT_NE(answer.out.find("data,,not set,\"\"\n"), std::string::npos);
}

TEST(Program, HelpIsForEveryCommand) {
  const Answer overview = call({"--help"});
  EXPECT_EQ(overview.exit, 0);
  for (const Command& command : command_table()) {
    EXPECT_NE(overview.out.find("  " + std::string(command.name)), std::string::npos);
    const Answer help = call({std::string(command.name), "--help"});
    EXPECT_EQ(help.exit, 0);
    EXPECT_EQ(help.out, call({"help", std::string(command.name)}).out);
    for (const Option& option : command.options) {
      EXPECT_NE(help.out.find(option.name), std::string::npos)
          << command.name << " " << option.name;
      EXPECT_FALSE(option.help.empty()) << command.name << " " << option.name;
    }
  }
}

TEST(Program, WhatCannotBeDoneYetSaysSo) {
  const Answer answer = call({"export", "x.case", "--as", "gexf", "--out", "x"});
  EXPECT_EQ(answer.exit, 1);
  EXPECT_EQ(answer.error,
            "chokepoint: this version cannot export gexf yet; csv, parquet and report it can\n");
}

TEST(Completion, KnowsEveryCommandAndOption) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const auto script = completion_script(shell);
    ASSERT_TRUE(script);
    for (const Command& command : command_table()) {
      EXPECT_NE(script->find(command.name), std::string::npos) << shell << " " << command.name;
      for (const Option& option : command.options) {
        if (option.is_argument()) continue;
        EXPECT_NE(script->find(option.name), std::string::npos) << shell << " " << option.name;
      }
    }
  }
  EXPECT_EQ(call({"completion", "tcsh"}).exit, 2);
}

TEST(ManPage, TellsEveryCommand) {
  const std::string page = man_page();
  for (const Command& command : command_table()) {
    EXPECT_NE(page.find(".SS " + std::string(command.name) + "\n"), std::string::npos);
  }
  // roff: a line that begins with a dot is a request; ours are few.
  std::size_t begin = 0;
  while (begin < page.size()) {
    const std::size_t end = page.find('\n', begin);
    const std::string line = page.substr(begin, end - begin);
    if (line.starts_with('.')) {
      const std::string request = line.substr(1, 2);
      EXPECT_TRUE(request == "TH" || request == "SH" || request == "SS" || request == "TP" ||
                  request == "PP" || request == "EX" || request == "EE" || request == "B ")
          << line;
    }
    begin = end + 1;
  }
}

TEST(CommandTable, NamesAreUniqueAndOptionsWellFormed) {
  std::set<std::string_view> names;
  for (const Command& command : command_table()) {
    EXPECT_TRUE(names.insert(command.name).second) << command.name;
    EXPECT_NE(command.run, nullptr);
    EXPECT_FALSE(command.does.ends_with('.'));
    bool takes_the_rest = false;
    for (const Option& option : command.options) {
      if (option.is_argument()) {
        EXPECT_FALSE(takes_the_rest)
            << command.name << ": an argument after one that takes all that is left";
        takes_the_rest = option.many;
      }
      EXPECT_FALSE(option.required && option.is_switch());
    }
  }
}

TEST(Shares, AreReadAsAPersonWritesThem) {
  EXPECT_EQ(*parse_shares("1%,2%,0.05"), (std::vector<double>{0.01, 0.02, 0.05}));
  for (const char* wrong : {"", "x", "0", "-1%", "101%", "1%%", "1,,"})
    EXPECT_FALSE(parse_shares(wrong)) << wrong;
}

}  // namespace
}  // namespace chokepoint::cli
