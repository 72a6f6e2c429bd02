using System.Globalization;
using Holdfast.Failover.Witness;

namespace Holdfast.Failover.Witnessing;

/// <summary>The files of a witness.</summary>
/// <param name="Folder">Absolute.</param>
public sealed record WitnessHome(string Folder)
{
    private const string Suffix = ".grant";

    public string Configuration => Path.Combine(Folder, "witness.json");

    /// <summary>Of all that is stored.</summary>
    public IEnumerable<string> Grants => Directory.EnumerateFiles(Folder, $"*{Suffix}");

    public string Grant(WitnessUnit unit) => Path.Combine(Folder, $"{unit.Group:N}-{unit.Vrid}{Suffix}");

    /// <returns>Null: the file is none of ours.</returns>
    public static WitnessUnit? UnitOf(string path) =>
        Path.GetFileName(path)[..^Suffix.Length].Split('-') is [var group, var vrid]
        && Guid.TryParseExact(group, "N", out var id)
        && byte.TryParse(vrid, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0
            ? new WitnessUnit(id, number)
            : null;
}
