using System.Globalization;

namespace Holdfast.Fuzz;

/// <param name="Time">For each target.</param>
/// <param name="Seed">Of the first round; later rounds count on.</param>
internal sealed record FuzzArguments(IReadOnlyList<IFuzzTarget> Targets, TimeSpan Time, int Seed)
{
    /// <summary>Null: not understood.</summary>
    public static FuzzArguments? Parse(string[] args)
    {
        var targets =
            args is ["all", ..] ? AllTargets.List
            : args is [var name, ..] && AllTargets.Find(name) is { } target ? [target]
            : null;
        var (seconds, seed) = (Number(args, "--seconds", 10), Number(args, "--seed", Environment.TickCount));
        return targets is null || seconds is null || seed is null || args.Length % 2 == 0
            ? null
            : new FuzzArguments(targets, TimeSpan.FromSeconds(seconds.Value), seed.Value);
    }

    private static int? Number(string[] args, string option, int otherwise)
    {
        var at = Array.IndexOf(args, option);
        if (at < 0)
        {
            return otherwise;
        }

        return at + 1 < args.Length && int.TryParse(args[at + 1], CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
    }
}
