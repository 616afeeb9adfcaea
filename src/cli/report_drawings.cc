#include "cli/report_drawings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/template.h"
#include "cli/wording.h"

namespace chokepoint::cli {
namespace {

constexpr double kChartWidth = 640, kChartHeight = 300;
constexpr double kLeft = 52, kRight = 112, kTop = 26, kBottom = 52;

// The least of 1, 2, 5 times a power of ten that four grid lines of it reach `highest`.
double grid_step(double highest) {
  const double rough = std::max(highest, 1e-4) / 4;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 2.5, 5.0, 10.0}) {
    if (power * factor >= rough * 0.999) return power * factor;
  }
  return power * 10;
}

}  // namespace

std::string draw_precision(const Json& evaluation) {
  const std::span<const Json> at = evaluation["at"].items();
  if (at.empty()) return {};
  const double blind = evaluation["base_rate"].number();
  double highest = 0;
  for (const Json& share : at) {
    const Json& bounds = share["precision_interval"];
    highest = std::max({highest, share["precision"].number(),
                        bounds.size() == 2 ? bounds.items()[1].number() : 0});
  }
  const double step = grid_step(std::max(highest, blind));
  const double top = std::max(step, step * std::ceil(highest / step - 1e-9));
  const double plot_width = kChartWidth - kLeft - kRight,
               plot_height = kChartHeight - kTop - kBottom;
  const auto y_of = [&](double share) { return kTop + plot_height * (1 - share / top); };

  std::string svg = fmt::format(
      "<svg class=\"chart\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"Found of "
      "inspected at each share, "
      "with 95 % intervals, against a blind pick; the table beside it gives the same figures\">\n",
      kChartWidth, kChartHeight);
  for (double value = 0; value <= top + step / 2; value += step) {
    svg += fmt::format(
        "<line class=\"grid\" x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>"
        "<text class=\"axis\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>\n",
        kLeft, kChartWidth - kRight, y_of(value), y_of(value), kLeft - 8, y_of(value) + 4,
        share_in_words(value));
  }
  const double slot = plot_width / static_cast<double>(at.size());
  const double bar_width = std::min(64.0, slot * 0.55);
  for (std::size_t i = 0; i < at.size(); ++i) {
    const double precision = at[i]["precision"].number();
    const double middle = kLeft + slot * (static_cast<double>(i) + 0.5);
    const Json& bounds = at[i]["precision_interval"];
    double label_y = y_of(precision);
    svg += fmt::format(
        "<rect class=\"bar\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" "
        "rx=\"3\"/>",
        middle - bar_width / 2, y_of(precision), bar_width,
        std::max(0.0, y_of(0) - y_of(precision)));
    if (bounds.size() == 2) {
      const double low = y_of(bounds.items()[0].number()), high = y_of(bounds.items()[1].number());
      label_y = high;
      svg += fmt::format(
          "<path class=\"whisker\" d=\"M{0:.1f} {2:.1f}V{3:.1f}M{1:.1f} {2:.1f}h14M{1:.1f} "
          "{3:.1f}h14\"/>",
          middle, middle - 7, low, high);
    }
    svg += fmt::format(
        "<text class=\"value\" x=\"{0:.1f}\" y=\"{1:.1f}\" text-anchor=\"middle\">{2}</text>"
        "<text class=\"label\" x=\"{0:.1f}\" y=\"{3:.1f}\" text-anchor=\"middle\">first {4}</text>"
        "<text class=\"lift\" x=\"{0:.1f}\" y=\"{5:.1f}\" text-anchor=\"middle\">×{6:.1f}</text>\n",
        middle, label_y - 7, percentage(precision), kChartHeight - kBottom + 20,
        share_in_words(at[i]["share"].number()), kChartHeight - kBottom + 40,
        at[i]["lift"].number());
  }
  if (blind > 0) {
    const double y = y_of(blind);
    svg += fmt::format(
        "<line class=\"blind\" x1=\"{0:.1f}\" x2=\"{1:.1f}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\"/>"
        "<text class=\"label\" x=\"{3:.1f}\" y=\"{4:.1f}\">blind pick</text>"
        "<text class=\"value\" x=\"{3:.1f}\" y=\"{5:.1f}\">{6}</text>\n",
        kLeft, kChartWidth - kRight, y, kChartWidth - kRight + 8, y - 8, y + 9, percentage(blind));
  }
  return svg + "</svg>";
}

std::string draw_meter(double chance) {
  // Steps as analysts speak of them: under 2, 10, 30, 60 % and above.
  const int filled = chance >= 0.6    ? 5
                     : chance >= 0.3  ? 4
                     : chance >= 0.1  ? 3
                     : chance >= 0.02 ? 2
                                      : 1;
  std::string svg = "<svg class=\"meter\" viewBox=\"0 0 58 12\" aria-hidden=\"true\">";
  for (int i = 0; i < 5; ++i) {
    svg += fmt::format("<rect class=\"{}\" x=\"{}\" y=\"1\" width=\"10\" height=\"10\" rx=\"2\"/>",
                       i < filled ? "on" : "off", i * 12);
  }
  return svg + "</svg>";
}

}  // namespace chokepoint::cli
