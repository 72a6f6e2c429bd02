using System.Data.Common;
using Holdfast.Model.Problems;
using Holdfast.Problems;

namespace Holdfast.Databases;

/// <summary>
/// Which database was asked for, and where. Every user of the machine sees command lines, so a password comes from a file or from the
/// environment, which only the user of the process and root see.
/// </summary>
/// <param name="Option">From the command line.</param>
/// <param name="File">A file with the setting in it.</param>
/// <param name="Environment">Value of <see cref="Variable"/>.</param>
internal sealed record DatabaseSource(string? Option, string? File, string? Environment)
{
    public const string Variable = "HOLDFAST_DATABASE";

    /// <summary>Asked when nobody named one: the database that this machine keeps itself. Null: none.</summary>
    public Func<string?>? Kept { get; init; }

    public static readonly DatabaseSource Unset = new(null, null, null);

    private static readonly string[] Passwords = ["password", "pwd", "sslpassword"];

    /// <returns>What <see cref="Data.DatabaseFactory"/> understands; empty: nothing was asked for.</returns>
    public Outcome<string> Read() =>
        (Option, File) switch
        {
            ({ } option, null) => HoldsPassword(option)
                ? StartProblems.PasswordVisible.At("--database", "Every user of this machine can read command lines.")
                : option,
            (null, { } file) => ReadFile(file),
            (null, null) => Environment?.Trim() is { Length: > 0 } named ? named : Kept?.Invoke() ?? "",
            _ => StartProblems.DatabaseTwice.At("--database", "--database-file was given, too."),
        };

    private static Outcome<string> ReadFile(string file)
    {
        try
        {
            var setting = System.IO.File.ReadAllText(file).Trim();
            return setting.Length > 0 ? setting : StartProblems.DatabaseFile.At(file, "It is empty.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return StartProblems.DatabaseFile.At(file, unreadable.Message);
        }
    }

    private static bool HoldsPassword(string setting)
    {
        try
        {
            var text = setting[(setting.StartsWith("postgres:", StringComparison.OrdinalIgnoreCase) ? 9 : 0)..];
            var parts = new DbConnectionStringBuilder { ConnectionString = text };
            return parts.Keys.Cast<string>().Any(key => Passwords.Contains(Plain(key)));
        }
        catch (ArgumentException)
        {
            // A path, or something that the portal will refuse.
            return false;
        }
    }

    private static string Plain(string key) => key.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
}
