using System.Security.Cryptography;
using System.Text;
using Holdfast.Model.Problems;

namespace Holdfast.Pki.Envelope;

/// <summary>
/// The file with the master keys: one a line, in base64, the first for new secrets; lines that start with # are comments. Only its
/// owner may read it.
/// </summary>
public static class MasterKeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    /// <summary>Bytes; ours. Room for many keys and comments.</summary>
    private const int MaxLength = 64 * 1024;

    /// <summary>Reads the file; where there is none, makes one with a new key, on disk before anything is sealed with it.</summary>
    /// <returns>The keys, or HF-1901 to HF-1903.</returns>
    public static Outcome<MasterKeyRing> LoadOrCreate(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                Create(path, [RandomNumberGenerator.GetBytes(MasterKey.Length)]);
            }

            return Load(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return KeyProblems.MasterKeyFileUnreadable.At(path, e.Message);
        }
    }

    /// <summary>The line with which another portal opens the same database; see <see cref="MasterKeySecret"/>.</summary>
    /// <returns>The line, or HF-1901 to HF-1903.</returns>
    public static Outcome<string> ReadSecret(string path)
    {
        try
        {
            var keys = LoadKeys(path);
            return keys.Succeeded ? MasterKeySecret.Write(keys.Value) : Outcome<string>.Failed(keys.Problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return KeyProblems.MasterKeyFileUnreadable.At(path, e.Message);
        }
    }

    /// <summary>The keys in a line that another portal printed.</summary>
    /// <returns>The keys, or HF-1915.</returns>
    public static Outcome<MasterKeyRing> FromSecret(string secret)
    {
        var keys = MasterKeySecret.Read(secret);
        return keys.Succeeded ? RingOf(keys.Value) : Outcome<MasterKeyRing>.Failed(keys.Problems);
    }

    /// <summary>Makes the file with the keys in a line that another portal printed. A file that is there stays as it is.</summary>
    /// <returns>The keys of the file, or HF-1901 to HF-1903, HF-1915.</returns>
    public static Outcome<MasterKeyRing> CreateFromSecret(string path, string secret)
    {
        var keys = MasterKeySecret.Read(secret);
        if (!keys.Succeeded)
        {
            return Outcome<MasterKeyRing>.Failed(keys.Problems);
        }

        try
        {
            if (!File.Exists(path))
            {
                Create(path, keys.Value);
            }

            return Load(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return KeyProblems.MasterKeyFileUnreadable.At(path, e.Message);
        }
    }

    private static Outcome<MasterKeyRing> Load(string path)
    {
        var keys = LoadKeys(path);
        return keys.Succeeded ? RingOf(keys.Value) : Outcome<MasterKeyRing>.Failed(keys.Problems);
    }

    private static MasterKeyRing RingOf(IReadOnlyList<byte[]> keys)
    {
        var ring = keys.Select(key => new MasterKey(key)).ToList();
        foreach (var key in keys)
        {
            CryptographicOperations.ZeroMemory(key);
        }

        return new(ring[0], [.. ring.Skip(1)]);
    }

    private static Outcome<IReadOnlyList<byte[]>> LoadKeys(string path)
    {
        using var file = File.OpenHandle(path);
        if ((File.GetUnixFileMode(file) & Others) != UnixFileMode.None)
        {
            return KeyProblems.MasterKeyFileTooOpen.At(path, $"Its mode is {Octal(File.GetUnixFileMode(file))}.");
        }

        if (RandomAccess.GetLength(file) > MaxLength)
        {
            return KeyProblems.MasterKeyFileDamaged.At(path, $"It has more than {MaxLength} bytes.");
        }

        var bytes = new byte[RandomAccess.GetLength(file)];
        var read = RandomAccess.Read(file, bytes, 0);
        var keys = Parse(path, Encoding.UTF8.GetString(bytes, 0, read));
        CryptographicOperations.ZeroMemory(bytes);
        return keys;
    }

    private static Outcome<IReadOnlyList<byte[]>> Parse(string path, string text)
    {
        var keys = new List<byte[]>();
        Span<byte> key = stackalloc byte[MasterKey.Length + 2];
        foreach (var (index, line) in text.Split('\n').Index())
        {
            if (line.Trim() is not { Length: > 0 } entry || entry[0] == '#')
            {
                continue;
            }

            if (
                entry.Length != 44
                || !Convert.TryFromBase64String(entry, key, out var length)
                || length != MasterKey.Length
            )
            {
                return KeyProblems.MasterKeyFileDamaged.At(path, $"Line {index + 1} is not a key.");
            }

            keys.Add(key[..MasterKey.Length].ToArray());
        }

        CryptographicOperations.ZeroMemory(key);
        return keys.Count > 0 ? keys.ToArray() : KeyProblems.MasterKeyFileDamaged.At(path, "It has no key.");
    }

    /// <summary>Complete or not at all, also when the power fails; and never over a file that another process just made.</summary>
    private static void Create(string path, IReadOnlyList<byte[]> keys)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        var draft = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}.new";
        try
        {
            Write(draft, keys);
            DurableFile.Publish(draft, path);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static void Write(string path, IReadOnlyList<byte[]> keys)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        };
        using var file = new FileStream(path, options);
        file.Write(
            Encoding.UTF8.GetBytes(
                $"""
                # Master keys of Holdfast. They open the secrets in the database: keep a copy in a safe place, apart from the
                # database's backups. The first key seals new secrets, further lines open older ones.
                {string.Join('\n', keys.Select(key => Convert.ToBase64String(key)))}

                """
            )
        );
        file.Flush(flushToDisk: true);
    }

    private static string Octal(UnixFileMode mode) => Convert.ToString((int)mode, 8);
}
