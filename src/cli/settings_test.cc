#include "cli/settings.h"

#include <gtest/gtest.h>

#include <map>

#include "cli/arguments.h"
#include "scratch_folder.h"

namespace chokepoint::cli {
namespace {

class SettingsTest : public ::testing::Test {
 protected:
  SettingsTest() {
    std::filesystem::create_directory(folder_.path() / "project");
    std::filesystem::create_directory(folder_.path() / "user");
    surroundings_.environment = [this](const std::string& name) -> std::optional<std::string> {
      const auto found = environment_.find(name);
      return found != environment_.end() ? std::optional(found->second) : std::nullopt;
    };
    surroundings_.current_folder = folder_.path() / "project";
    surroundings_.user_folder = folder_.path() / "user";
  }

  void write(const std::string& where, const std::string& text) {
    folder_.write(where + "/chokepoint.toml", text);
  }
  Arguments arguments(TypedValues typed = {}) {
    return *Arguments::make(command_, std::move(typed), *Settings::read(surroundings_));
  }

  chokepoint::testing::ScratchFolder folder_;
  std::map<std::string, std::string> environment_;
  Surroundings surroundings_;
  Command command_ = {
      .name = "try",
      .group = "",
      .does = "",
      .options = {
          {.name = "capacity", .value = "N", .fallback = "40", .setting = true},
          {.name = "seed", .value = "N", .fallback = "1"},
          {.name = "profile", .value = "P", .fallback = "honest", .choices = "honest|control"}}};
};

TEST_F(SettingsTest, FlagThenEnvironmentThenFilesThenDefault) {
  EXPECT_EQ(arguments().text("capacity"), "40");
  EXPECT_FALSE(arguments().given("capacity"));
  write("user", "capacity = 50");
  EXPECT_EQ(arguments().text("capacity"), "50");
  write("project", "\ncapacity = \"2%\"");
  EXPECT_EQ(arguments().text("capacity"), "2%");
  environment_["CHOKEPOINT_CAPACITY"] = "70";
  EXPECT_EQ(arguments().text("capacity"), "70");
  const Arguments all = arguments({{"capacity", {"80"}}});
  EXPECT_EQ(all.text("capacity"), "80");

  const std::vector<FoundSetting> sources = all.sources("capacity");
  ASSERT_EQ(sources.size(), 5u);
  EXPECT_EQ(sources[0].source, "--capacity");
  EXPECT_EQ(sources[1].source, "CHOKEPOINT_CAPACITY");
  EXPECT_EQ(sources[2].source, (folder_.path() / "project/chokepoint.toml").string() + " line 2");
  EXPECT_EQ(sources[3].source, (folder_.path() / "user/chokepoint.toml").string() + " line 1");
  EXPECT_EQ(sources[4].source, "default");
}

TEST_F(SettingsTest, WhatIsNoSettingComesFromTheCallAlone) {
  environment_["CHOKEPOINT_SEED"] = "9";
  EXPECT_EQ(arguments().text("seed"), "1");
}

TEST_F(SettingsTest, NamesAreSpelledForTheirPlace) {
  EXPECT_EQ(environment_name("memory-limit-mb"), "CHOKEPOINT_MEMORY_LIMIT_MB");
  EXPECT_EQ(file_name_of("memory-limit-mb"), "memory_limit_mb");
  write("project", "memory_limit_mb = 512\nquiet = true\nthraeds = 3");
  EXPECT_EQ(*arguments().whole_number("memory-limit-mb"), 512u);
  EXPECT_TRUE(arguments().on("quiet"));
  const auto unknown =
      Settings::read(surroundings_)->unknown_names({"memory-limit-mb", "quiet", "threads"});
  ASSERT_EQ(unknown.size(), 1u);
  EXPECT_TRUE(unknown[0].ends_with("chokepoint.toml line 3: thraeds"));
}

TEST_F(SettingsTest, ABrokenFileSaysWhere) {
  write("project", "threads = 2\nactor = ");
  const auto settings = Settings::read(surroundings_);
  ASSERT_FALSE(settings);
  EXPECT_EQ(settings.error().code, ErrorCode::format);
  EXPECT_NE(settings.error().message.find("chokepoint.toml line 2"), std::string::npos)
      << settings.error().message;
  write("project", "actor = [1, 2]");
  EXPECT_FALSE(Settings::read(surroundings_));
}

TEST_F(SettingsTest, AWrongValueIsAUsageErrorThatNamesItsPlace) {
  environment_["CHOKEPOINT_FORMAT"] = "xml";
  const auto wrong = Arguments::make(command_, {}, *Settings::read(surroundings_));
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, ErrorCode::usage);
  EXPECT_EQ(wrong.error().message,
            "CHOKEPOINT_FORMAT: \"xml\" is not one of table, json, csv, parquet");
  EXPECT_EQ(arguments({{"format", {"csv"}}}).text("format"), "csv")
      << "only what wins is looked at";
  const auto number = arguments({{"format", {"csv"}}, {"seed", {"12x"}}}).whole_number("seed");
  ASSERT_FALSE(number);
  EXPECT_EQ(number.error().message, "--seed takes a whole number from 0, not \"12x\"");
}

}  // namespace
}  // namespace chokepoint::cli
