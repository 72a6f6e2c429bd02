using System.Security.Cryptography;
using System.Text.Json;

namespace Holdfast.Backups;

/// <summary>What a backup says of itself, in <c>manifest.json</c>. See docs/protocols/backup.md.</summary>
/// <param name="Step">Of the database's schema.</param>
/// <param name="Files">All others, by their path in the archive.</param>
internal sealed record BackupManifest(
    string Kind,
    int Format,
    string Software,
    DateTimeOffset Created,
    int Step,
    IReadOnlyDictionary<string, BackupFile> Files
)
{
    public const string Name = "manifest.json";
    public const string OurKind = "holdfast-backup";
    public const int OurFormat = 1;

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <returns>Null: it is none.</returns>
    public static BackupManifest? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(File.ReadAllText(path), JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <param name="Sha256">Lower-case hex.</param>
internal sealed record BackupFile(long Length, string Sha256)
{
    public static BackupFile Of(string path)
    {
        using var file = File.OpenRead(path);
        return new(file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
    }
}
