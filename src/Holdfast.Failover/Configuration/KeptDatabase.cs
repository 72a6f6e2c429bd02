using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Holdfast.Model.Json;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Configuration;

/// <summary>
/// The database that the two machines of a group are to keep, as <c>database.json</c> beside <c>failover.json</c> says: what portals, links
/// and nodes have nothing to do with. See docs/decisions/0023-secrets-of-the-pair-are-carried.md.
/// </summary>
public sealed record KeptDatabase
{
    public const string FileName = "database.json";

    /// <summary>Bytes of the secret.</summary>
    public const int SecretLength = 32;

    /// <summary>Arbitrary: the file has some hundred.</summary>
    private const int LargestFile = 16 * 1024;

    /// <summary>Base64 of 32 random bytes, the same on both machines: their servers' passwords are made of it.</summary>
    public required string Secret { get; init; }

    /// <summary>TCP, the same on both machines.</summary>
    public required int Port { get; init; }

    /// <summary>Absolute, on this machine; the agent's user owns it.</summary>
    public required string Folder { get; init; }

    /// <summary>False: it was only prepared, and the agent leaves it alone.</summary>
    public bool Keeps { get; init; }

    /// <summary>A database was made or copied here.</summary>
    public bool HasData => File.Exists(Path.Combine(Folder, "data", "PG_VERSION"));

    /// <summary>Of the role that owns the portals' database.</summary>
    public string Password => Derived("holdfast database owner");

    /// <summary>With which the two servers speak to each other.</summary>
    public string ReplicationPassword => Derived("holdfast database pair");

    public static KeptDatabase New(int port, string folder) =>
        new()
        {
            Secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretLength)),
            Port = port,
            Folder = folder,
        };

    /// <returns>Null: there is no such file.</returns>
    public static Outcome<KeptDatabase?> Read(string path)
    {
        try
        {
            return !File.Exists(path) ? Outcome<KeptDatabase?>.Of(null)
                : new FileInfo(path).Length > LargestFile
                    ? DatabaseProblems.KeptUnreadable.At(path, "It is longer than 16 KiB.")
                : Parse(File.ReadAllBytes(path)) is { } kept ? Outcome<KeptDatabase?>.Of(kept)
                : DatabaseProblems.KeptUnreadable.At(path, "It has not what it should have.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return DatabaseProblems.KeptUnreadable.At(path, e.Message);
        }
    }

    /// <returns>Null: it is no such thing.</returns>
    public static KeptDatabase? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<KeptDatabase>(json, ModelJson.Options) is { } kept && kept.IsWhole()
                ? kept
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string ToJson() =>
        JsonSerializer.Serialize(
            new
            {
                Secret,
                Port,
                Folder,
                Keeps,
            },
            ModelJson.Options
        ) + "\n";

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"database in {Folder}, port {Port}";

    private bool IsWhole()
    {
        Span<byte> secret = stackalloc byte[SecretLength + 2];
        return Secret is { Length: 44 }
            && Convert.TryFromBase64String(Secret, secret, out var length)
            && length == SecretLength
            && Port is > 0 and <= 65535
            && Folder is not null;
    }

    private string Derived(string purpose) =>
        Convert.ToHexStringLower(
            HKDF.DeriveKey(
                HashAlgorithmName.SHA256,
                Convert.FromBase64String(Secret),
                outputLength: 24,
                info: Encoding.ASCII.GetBytes(purpose)
            )
        );
}
