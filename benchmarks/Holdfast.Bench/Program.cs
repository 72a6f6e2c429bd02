using System.Globalization;
using System.Net;
using Holdfast.Bench;
using Holdfast.Bench.Fleets;
using Holdfast.Bench.Reports;
using Holdfast.Lab;
using Holdfast.Lab.Stories;

if (args is [SimulatedNodes.Verb, var address, var port, var count, var folder])
{
    var (first, many) = (int.Parse(port, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture));
    return await SimulatedNodes.RunAsync(IPAddress.Parse(address), first, many, folder);
}

var isCalledRight = args is [_] || (args is [_, "--rounds", var often] && int.TryParse(often, out var n) && n > 0);
if (!isCalledRight || AllBenches.Find(args[0]) is not { } bench)
{
    await Console.Error.WriteLineAsync("Usage: ./bench NAME [--rounds N]");
    foreach (var known in AllBenches.List)
    {
        await Console.Error.WriteLineAsync($"  {known.Name, -10} {known.Summary}");
    }

    return 2;
}

bench.Rounds = args is [_, _, var rounds] ? int.Parse(rounds, CultureInfo.InvariantCulture) : null;
var story = new Story(bench.Name, happened => Console.Error.WriteLine(happened.ToString()));
try
{
    await using var lab = await Lab.StartAsync(story);
    var report = new Report(bench.Name, await bench.MeasureAsync(lab), Machine.This());
    Console.WriteLine(report.Table());
    report.Save(Path.Combine(Checkout.Root, "artifacts", "bench"));
    return 0;
}
catch (LabException exception)
{
    await Console.Error.WriteLineAsync($"Could not measure: {exception.Message}");
    return 1;
}
