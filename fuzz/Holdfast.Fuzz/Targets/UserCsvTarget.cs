using Holdfast.Model.Csv;
using Holdfast.Portal.Features.Import;

namespace Holdfast.Fuzz.Targets;

/// <summary>A file of users, as somebody uploads it: read, and each row judged.</summary>
internal sealed class UserCsvTarget : IFuzzTarget
{
    public string Name => "user-csv";

    public IReadOnlyList<string> Words =>
        [
            "name",
            "mail",
            "groups",
            "role",
            "disabled",
            "password",
            "administrator",
            "yes",
            "\"",
            "\"\"",
            ",",
            ";",
            "\t",
            "\r\n",
            "\n",
            "\r",
        ];

    public IEnumerable<byte[]> Samples => [];

    public void Take(ReadOnlySpan<byte> input)
    {
        if (CsvText.Read(input).Value is not { } text)
        {
            return;
        }

        var table = UserTable.Read(text);
        if (table.Rows.Any(row => row.Fate == Fate.New && (row.Parsed is null || row.Problems.Count > 0)))
        {
            throw new BrokenPromiseException("A row that is wrong would make a user.");
        }

        if (table.Rows.Count == 0 && table.Problems.Count == 0)
        {
            throw new BrokenPromiseException("Nothing, and no reason why.");
        }
    }
}
