using System.Globalization;
using System.Reflection;

namespace Holdfast.Data.Migrations;

/// <summary>The migrations that are built into this program.</summary>
/// <remarks>
/// To add one: put a file of the next number into both <c>Migrations/Sqlite</c> and <c>Migrations/Postgres</c>, such as
/// <c>0002-what-it-does.sql</c>. Old ones are never edited, and a new one only adds, as portals of the release before go on: see
/// <c>docs/operations/upgrade.md</c>.
/// </remarks>
internal static class MigrationSet
{
    public static IReadOnlyList<Migration> For(DatabaseKind kind)
    {
        var folder = $"Migrations/{kind}/";
        var assembly = typeof(MigrationSet).Assembly;
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => Load(assembly, name, name[folder.Length..])),
        ];
    }

    private static Migration Load(Assembly assembly, string resource, string name)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return new Migration(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}
