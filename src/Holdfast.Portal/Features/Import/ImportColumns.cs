using Holdfast.Model.Csv;
using Holdfast.Model.Problems;

namespace Holdfast.Portal.Features.Import;

/// <summary>Which column of a file is which.</summary>
/// <param name="Names">In the order of the file; null: not known, or there before.</param>
internal sealed record ImportColumns(IReadOnlyList<string?> Names, IReadOnlyList<Problem> Problems)
{
    public const string Name = "name";
    public const string Mail = "mail";
    public const string Groups = "groups";
    public const string Role = "role";
    public const string Disabled = "disabled";
    public const string Password = "password";

    private static readonly string[] Known = [Name, Mail, Groups, Role, Disabled, Password];

    public static ImportColumns Read(CsvRow head)
    {
        var (names, problems) = (new List<string?>(), new List<Problem>());
        foreach (var written in head.Fields)
        {
            var name = Known.FirstOrDefault(known => known.Equals(written.Trim(), StringComparison.OrdinalIgnoreCase));
            if (name is null || names.Contains(name))
            {
                var kind = name is null ? ImportProblems.UnknownColumn : ImportProblems.ColumnTwice;
                problems.Add(kind.At($"line {head.Line}", $"“{Shortened(written)}”."));
                name = null;
            }

            names.Add(name);
        }

        if (!names.Contains(Name))
        {
            problems.Add(ImportProblems.NoNames.At($"line {head.Line}", ""));
        }

        return new(names, problems);
    }

    /// <returns>Empty where there is no such column.</returns>
    public string Of(CsvRow row, string column)
    {
        for (var i = 0; i < Names.Count && i < row.Fields.Count; i++)
        {
            if (Names[i] == column)
            {
                return row.Fields[i];
            }
        }

        return "";
    }

    private static string Shortened(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
