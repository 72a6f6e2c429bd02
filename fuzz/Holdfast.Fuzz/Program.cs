using System.Diagnostics;
using System.Globalization;
using Holdfast.Fuzz;

if (FuzzArguments.Parse(args) is not { } wanted)
{
    var names = string.Join(", ", AllTargets.List.Select(target => target.Name));
    await Console.Error.WriteLineAsync($"Usage: ./fuzz/run NAME|all [--seconds N] [--seed S]\nNames: {names}");
    return 2;
}

var found = 0;
foreach (var target in wanted.Targets)
{
    var clock = Stopwatch.StartNew();
    var fuzzer = new Fuzzer(target, Corpus.Of(target));
    var finding = fuzzer.Run(wanted.Seed, _ => clock.Elapsed < wanted.Time);
    var rate = fuzzer.Tried / clock.Elapsed.TotalSeconds;
    Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{target.Name, -20} {fuzzer.Tried, 10} inputs, {rate, 8:0}/s")
    );
    if (finding is not null)
    {
        found++;
        var file = finding.Save(Path.Combine(Corpus.Root(), "artifacts", "fuzz"));
        Console.WriteLine($"  found with --seed {finding.Seed}, input in {file}\n{finding.What}");
    }
}

return found == 0 ? 0 : 1;
