using Holdfast.Data.Users;
using Holdfast.Identity.UserNames;
using Holdfast.Model.Problems;

namespace Holdfast.Portal.Features.Import;

/// <summary>A row of a file of users.</summary>
public sealed record ImportRow
{
    /// <summary>From 1.</summary>
    public required int Line { get; init; }

    /// <summary>As it was written.</summary>
    public required string Name { get; init; }

    /// <summary>Null: what was written is none.</summary>
    public UserName? Parsed { get; init; }

    /// <summary>Empty: none.</summary>
    public string MailAddress { get; init; } = "";

    public IReadOnlyList<string> Groups { get; init; } = [];

    public Role Role { get; init; } = Role.User;

    public bool Disabled { get; init; }

    /// <summary>Null: one is made.</summary>
    public string? Password { get; init; }

    /// <summary><c>where</c> is the line and the column.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    public Fate Fate { get; init; }

    public static string Place(int line, string column) => $"line {line}, {column}";

    /// <summary>With one reason more why not.</summary>
    public ImportRow Refused(string column, Problem why) =>
        this with
        {
            Problems = [.. Problems, why with { Where = Place(Line, column) }],
            Fate = Fate.Wrong,
        };

    /// <summary>Never the password.</summary>
    public override string ToString() => $"ImportRow {Line} {Name} {Fate}";
}
