using System.Diagnostics.Metrics;

namespace Holdfast.Telemetry.Metrics;

/// <summary>
/// Names of metrics as Prometheus writes them: <c>holdfast.node.peers</c> becomes <c>holdfast_node_peers</c>, a unit and the
/// <c>_total</c> of counters stand behind.
/// </summary>
internal static class MetricNames
{
    public static string Of(Instrument instrument, InstrumentKind kind)
    {
        var name = WithSuffix(Clean(instrument.Name), UnitSuffix(instrument.Unit));
        return kind == InstrumentKind.Counter ? WithSuffix(name, "_total") : name;
    }

    /// <summary>Only letters, digits and underscores, and no digit first.</summary>
    public static string Clean(string name)
    {
        var clean = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return clean is [>= '0' and <= '9', ..] or "" ? "_" + clean : clean;
    }

    private static string WithSuffix(string name, string suffix) =>
        name.EndsWith(suffix, StringComparison.Ordinal) ? name : name + suffix;

    /// <summary>Units are written after UCUM; those in braces only explain.</summary>
    private static string UnitSuffix(string? unit) =>
        unit switch
        {
            "s" => "_seconds",
            "ms" => "_milliseconds",
            "By" => "_bytes",
            "%" => "_percent",
            _ => "",
        };
}
