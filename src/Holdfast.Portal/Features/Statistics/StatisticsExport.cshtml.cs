using System.Text;
using Holdfast.Portal.Access;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Statistics;

[Needs(Right.SeeService)]
public sealed class StatisticsExportModel(IStatisticsDesk desk) : PortalPage
{
    public async Task<IActionResult> OnGetAsync(string? from, string? until, string? profile, string? node)
    {
        var question = StatisticsQuestion.Of(from, until, profile, node);
        var filter = desk.Read(question);
        if (!filter.Succeeded)
        {
            return LocalRedirect(Query.Append(Addresses.Statistics, question.Parameters));
        }

        DoNotKeep();
        var csv = StatisticsCsv.Of(await desk.CellsAsync(filter.Value, Aborted));
        return File(Encoding.UTF8.GetBytes(csv), "text/csv; charset=utf-8", "statistics.csv");
    }
}
