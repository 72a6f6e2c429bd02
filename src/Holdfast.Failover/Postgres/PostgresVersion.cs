using System.Globalization;

namespace Holdfast.Failover.Postgres;

/// <summary>Data and replication are the same within one major version, which is the first number since version 10.</summary>
internal sealed record PostgresVersion(int Major, int Minor)
{
    private const int First = 10;
    private const int MostDigits = 4;

    /// <summary>Of what the server or <c>postgres --version</c> says: <c>postgres (PostgreSQL) 15.8 (Debian …)</c>.</summary>
    /// <returns>Null: there is none in it.</returns>
    public static PostgresVersion? Parse(string text)
    {
        foreach (var word in text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (Number(word) is { } version)
            {
                return version;
            }
        }

        return null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");

    private static PostgresVersion? Number(string word) =>
        word.Split('.') is [var major, var minor]
        && IsShort(major, out var one)
        && one >= First
        && IsShort(minor, out var two)
            ? new PostgresVersion(one, two)
            : null;

    private static bool IsShort(string digits, out int number)
    {
        number = 0;
        return digits.Length <= MostDigits
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
