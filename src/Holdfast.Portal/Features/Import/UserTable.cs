using Holdfast.Data.Users;
using Holdfast.Identity.Passwords;
using Holdfast.Identity.UserNames;
using Holdfast.Model.Csv;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Users;

namespace Holdfast.Portal.Features.Import;

/// <summary>A file of users, judged by itself: all that is wrong with it, row by row.</summary>
/// <param name="Problems">Of the file as a whole.</param>
internal sealed record UserTable(IReadOnlyList<ImportRow> Rows, IReadOnlyList<Problem> Problems)
{
    /// <summary>Each takes 70 ms of a processor to hash. Arbitrary.</summary>
    private const int MostPasswords = 200;

    private static readonly char[] BetweenGroups = [' ', ',', ';', '|', '\n', '\r', '\t'];

    public static UserTable Read(string csv)
    {
        var table = CsvReader.Read(csv);
        if (table.Rows.Count < 2)
        {
            return new([], table.Problems.Count > 0 ? table.Problems : [ImportProblems.Empty.At("", "")]);
        }

        var columns = ImportColumns.Read(table.Rows[0]);
        if (columns.Problems.Count > 0)
        {
            return new([], [.. table.Problems, .. columns.Problems]);
        }

        var rows = Distinct(table.Rows.Skip(1).Select(row => Read(columns, row)));
        var passwords = rows.Count(row => row.Password is not null);
        return new(
            rows,
            passwords <= MostPasswords
                ? table.Problems
                :
                [
                    .. table.Problems,
                    ImportProblems.TooManyPasswords.At(
                        ImportColumns.Password,
                        $"There are {passwords}, and {MostPasswords} may be."
                    ),
                ]
        );
    }

    private static ImportRow Read(ImportColumns columns, CsvRow row)
    {
        if (row.Fields.Count != columns.Names.Count)
        {
            var detail = $"It has {row.Fields.Count} of {columns.Names.Count}.";
            return new()
            {
                Line = row.Line,
                Name = columns.Of(row, ImportColumns.Name),
                Problems = [ImportProblems.FieldCount.At($"line {row.Line}", detail)],
                Fate = Fate.Wrong,
            };
        }

        return Judged(
            row.Line,
            columns.Of(row, ImportColumns.Name).Trim(),
            columns.Of(row, ImportColumns.Mail).Trim(),
            columns.Of(row, ImportColumns.Groups),
            columns.Of(row, ImportColumns.Role),
            columns.Of(row, ImportColumns.Disabled),
            columns.Of(row, ImportColumns.Password)
        );
    }

    private static ImportRow Judged(
        int line,
        string written,
        string mail,
        string groupList,
        string roleWord,
        string disabledWord,
        string password
    )
    {
        var name = UserName.Read(written);
        var groups = groupList
            .Split(BetweenGroups, StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var (role, disabled) = (RoleOf(roleWord), YesOrNo(disabledWord));
        Problem[] problems =
        [
            .. At(line, ImportColumns.Name, name.Problems),
            .. At(line, ImportColumns.Mail, MailAddresses.Check(mail)),
            .. At(line, ImportColumns.Groups, GroupNames.Check(groups)),
            .. role is null ? At(line, ImportColumns.Role, [ImportProblems.UnknownRole.At("", "")]) : [],
            .. disabled is null ? At(line, ImportColumns.Disabled, [ImportProblems.NotYesOrNo.At("", "")]) : [],
            .. password.Length == 0 || name.Value is null
                ? []
                : At(line, ImportColumns.Password, PasswordRules.Check(name.Value, password)),
        ];
        return new()
        {
            Line = line,
            Name = written,
            Parsed = name.Value,
            MailAddress = mail,
            Groups = groups,
            Role = role ?? Role.User,
            Disabled = disabled ?? false,
            Password = password.Length == 0 ? null : password,
            Problems = problems,
            Fate = problems.Length == 0 ? Fate.New : Fate.Wrong,
        };
    }

    /// <summary>The second of a name says where the first is.</summary>
    private static List<ImportRow> Distinct(IEnumerable<ImportRow> rows)
    {
        var first = new Dictionary<UserName, int>();
        return
        [
            .. rows.Select(row =>
                row.Parsed is null || first.TryAdd(row.Parsed, row.Line)
                    ? row
                    : row.Refused(
                        ImportColumns.Name,
                        ImportProblems.SameName.At("", $"It is on line {first[row.Parsed]}, too.")
                    )
            ),
        ];
    }

    private static IEnumerable<Problem> At(int line, string column, IEnumerable<Problem> problems) =>
        problems.Select(problem => problem with { Where = ImportRow.Place(line, column) });

    private static Role? RoleOf(string word) =>
        word.Trim().Length == 0
            ? Role.User
            : Enum.GetValues<Role>()
                .Cast<Role?>()
                .FirstOrDefault(role =>
                    $"{role}".Equals(
                        word.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal),
                        StringComparison.OrdinalIgnoreCase
                    )
                );

    private static bool? YesOrNo(string word) =>
        word.Trim().ToUpperInvariant() switch
        {
            "" or "NO" or "FALSE" or "0" => false,
            "YES" or "TRUE" or "1" => true,
            _ => null,
        };
}
