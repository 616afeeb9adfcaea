#include "chokepoint/world.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <thread>
#include <tuple>

#include "base/parallel_for.h"
#include "world/feeds.h"
#include "world/inspections.h"
#include "world/truth.h"

namespace chokepoint {
namespace world {
namespace {

constexpr std::uint64_t kMostConsignments = 50'000'000;  // ids have eight digits
constexpr std::size_t kChunk = 4096, kMostThreads = 8;

class OutputFile {
 public:
  static Expected<OutputFile> create(const std::filesystem::path& path) {
    OutputFile output;
    output.path_ = path;
    output.file_.reset(std::fopen(path.c_str(), "wb"));
    if (output.file_ == nullptr)
      return fail(ErrorCode::permission,
                  path.string() + ": cannot be written: " + std::strerror(errno));
    return output;
  }
  // Writes and empties the rows.
  Expected<> take(CsvRows& rows) {
    if (std::fwrite(rows.text.data(), 1, rows.text.size(), file_.get()) != rows.text.size())
      return failed();
    rows.text.clear();
    return {};
  }
  Expected<> close() {
    const bool is_flushed = std::fflush(file_.get()) == 0;
    return is_flushed ? Expected<>{} : failed();
  }

 private:
  Expected<> failed() const {
    return fail(errno == ENOSPC ? ErrorCode::disk_full : ErrorCode::io,
                path_.string() + ": " + std::strerror(errno));
  }
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::filesystem::path path_;
  std::unique_ptr<std::FILE, Close> file_;
};

Expected<OutputFile> open_with_header(const std::filesystem::path& path, std::string_view columns) {
  TRY_ASSIGN(OutputFile file, OutputFile::create(path));
  CsvRows header;
  header.header(columns);
  TRY(file.take(header));
  return file;
}

int thread_count() {
  return static_cast<int>(
      std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMostThreads));
}

using Report = std::function<void(std::string_view, std::uint64_t, std::uint64_t)>;

// The files that grow with the plans, written chunk by chunk.
struct PlanFiles {
  OutputFile consignments, items, payments, notifications, truth_consignments, truth_parties;

  static Expected<PlanFiles> create(const std::filesystem::path& folder) {
    TRY_ASSIGN(auto consignments,
               open_with_header(folder / "consignments.csv", kConsignmentColumns));
    TRY_ASSIGN(auto items, open_with_header(folder / "items.csv", kItemColumns));
    TRY_ASSIGN(auto payments, open_with_header(folder / "payments.csv", kPaymentColumns));
    TRY_ASSIGN(auto notifications,
               open_with_header(folder / "notifications.csv", kNotificationColumns));
    TRY_ASSIGN(auto labels,
               open_with_header(folder / "truth/consignments.csv", kTruthConsignmentColumns));
    TRY_ASSIGN(auto parties, open_with_header(folder / "truth/parties.csv", kTruthPartyColumns));
    return PlanFiles{std::move(consignments),  std::move(items),  std::move(payments),
                     std::move(notifications), std::move(labels), std::move(parties)};
  }
  Expected<> take(ChunkText& chunk) {
    TRY(consignments.take(chunk.consignments));
    TRY(items.take(chunk.items));
    TRY(payments.take(chunk.payments));
    TRY(notifications.take(chunk.notifications));
    TRY(truth_consignments.take(chunk.truth_consignments));
    return truth_parties.take(chunk.truth_parties);
  }
  Expected<> close() {
    for (OutputFile* file :
         {&consignments, &items, &payments, &notifications, &truth_consignments, &truth_parties})
      TRY(file->close());
    return {};
  }
};

// Runs `write` for all of [0, count) in chunks side by side, and hands the chunks on in order.
template <class Write>
Expected<> write_chunks(std::size_t count, int threads, PlanFiles& files, WorldReport& report,
                        const Write& write, const Report& tell) {
  const std::size_t at_once = static_cast<std::size_t>(threads) * 4;
  for (std::size_t first = 0; first < count; first += at_once * kChunk) {
    std::vector<ChunkText> chunks(std::min(at_once, (count - first + kChunk - 1) / kChunk));
    base::parallel_for(chunks.size(), {threads, 1}, [&](std::size_t begin, std::size_t end) {
      for (std::size_t chunk = begin; chunk < end; ++chunk) {
        const std::size_t from = first + chunk * kChunk, until = std::min(count, from + kChunk);
        for (std::size_t i = from; i < until; ++i) write(i, chunks[chunk]);
      }
    });
    for (ChunkText& chunk : chunks) {
      report.items += chunk.item_count;
      report.payments += chunk.payment_count;
      report.notifications += chunk.notification_count;
      report.illicit_consignments += chunk.illicit_count;
      TRY(files.take(chunk));
    }
    tell("writing", std::min(count, first + at_once * kChunk), count);
  }
  return {};
}

Expected<> write_listing_file(const World& world, const std::filesystem::path& folder,
                              OutputFile& parties, WorldReport& report) {
  TRY_ASSIGN(OutputFile file, open_with_header(folder / "listings.csv", kListingColumns));
  CsvRows rows, truth;
  const auto flush = [&](std::size_t least) -> Expected<> {
    if (rows.text.size() < least) return {};
    TRY(file.take(rows));
    return parties.take(truth);
  };
  const Population& population = world.planting.population;
  for (std::uint32_t i = 0; i < population.sender_count(); ++i) {
    report.listings += write_listings(world, population.sender(i), rows, truth);
    TRY(flush(1 << 20));
  }
  for (std::size_t i = 0; i < population.all_planted().size(); ++i) {
    report.listings += write_listings(world, population.planted_ref(i), rows, truth);
    TRY(flush(1 << 20));
  }
  TRY(flush(0));
  return file.close();
}

Expected<> write_small_files(const World& world, const std::vector<Inspection>& inspections,
                             const std::filesystem::path& folder, OutputFile& parties,
                             WorldReport& report) {
  CsvRows rows, truth;
  const auto save = [&](const char* name, std::string_view columns) -> Expected<> {
    TRY_ASSIGN(OutputFile file, open_with_header(folder / name, columns));
    TRY(file.take(rows));
    return file.close();
  };
  report.licences = write_licences(world, rows, truth);
  TRY(save("licences.csv", kLicenceColumns));
  TRY(parties.take(truth));
  write_outcomes(world, inspections, rows);
  report.outcomes = inspections.size();
  TRY(save("outcomes.csv", kOutcomeColumns));
  write_watch_list(world, rows);
  TRY(save("watchlist.csv", kWatchListColumns));
  CsvRows alike;
  write_networks(world, rows, alike);
  TRY(save("truth/networks.csv", kTruthNetworkColumns));
  std::swap(rows, alike);
  TRY(save("truth/looks_alike.csv", kTruthLookAlikeColumns));
  for (const Network& network : world.planting.networks) {
    report.members += network.members.size();
    report.unfindable_members += static_cast<std::uint64_t>(
        std::ranges::count(network.members, false, &Member::is_findable));
  }
  report.networks = world.planting.networks.size();
  return {};
}

// Networks first, then the background that fills the year up, all in the order of time.
void plan_world(World& world, const Profile& profile, std::uint64_t consignments, int threads) {
  const Trade trade(world.tables, world.planting.population, world.calendar, world.seed);
  plant(world.planting, world.tables, trade, world.calendar, profile, consignments, world.seed);
  std::vector<Plan> planted = std::move(world.planting.plans);
  // A very small world has room for a part of its first networks only.
  planted.resize(std::min<std::size_t>(planted.size(), consignments / 2));
  const auto illicit = static_cast<double>(
      std::ranges::count_if(planted, [](const Plan& plan) { return plan.is(kIllicit); }));
  world.plans =
      draw_background(trade, base::mix(world.seed, 0xd1), consignments - planted.size(), threads);
  mark_illicit(world.plans,
               std::max(0.0, static_cast<double>(consignments) * profile.illicit_rate - illicit),
               base::mix(world.seed, 0xd2));
  world.plans.insert(world.plans.end(), planted.begin(), planted.end());
  std::ranges::sort(world.plans, {},
                    [](const Plan& plan) { return std::tuple(plan.second, plan.seed); });
}

}  // namespace
}  // namespace world

Expected<WorldReport> make_world(const WorldOptions& options) {
  using namespace world;
  if (options.profile != "honest" && options.profile != "control") {
    return fail(ErrorCode::usage, "profile " + options.profile + ": expected honest or control");
  }
  if (options.consignments == 0 || options.consignments > kMostConsignments) {
    return fail(ErrorCode::usage,
                "consignments: expected 1 to " + std::to_string(kMostConsignments));
  }
  std::error_code error;
  std::filesystem::create_directories(options.folder / "truth", error);
  if (error)
    return fail(ErrorCode::permission,
                options.folder.string() + ": cannot be made: " + error.message());
  const Report tell =
      options.progress ? options.progress : [](std::string_view, std::uint64_t, std::uint64_t) {};
  TRY_ASSIGN(Tables tables, read_tables());
  const int threads = thread_count();
  const auto world = std::make_unique<World>(std::move(tables), options.seed, options.consignments);
  tell("planning", 0, options.consignments);
  plan_world(*world, options.profile == "honest" ? honest_profile() : control_profile(),
             options.consignments, threads);
  const std::vector<Inspection> inspections = inspect_year(*world);

  WorldReport report{.consignments = world->plans.size()};
  TRY_ASSIGN(PlanFiles files, PlanFiles::create(options.folder));
  const auto plan_rows = [&](std::size_t i, ChunkText& out) { write_plan(*world, i, out); };
  TRY(write_chunks(world->plans.size(), threads, files, report, plan_rows, tell));
  const auto other_rows = [&](std::size_t i, ChunkText& out) {
    write_other_payment(*world, i, out);
  };
  TRY(write_chunks(world->plans.size() / 10, threads, files, report, other_rows, tell));
  TRY(write_listing_file(*world, options.folder, files.truth_parties, report));
  TRY(write_small_files(*world, inspections, options.folder, files.truth_parties, report));
  TRY(files.close());
  return report;
}

}  // namespace chokepoint
