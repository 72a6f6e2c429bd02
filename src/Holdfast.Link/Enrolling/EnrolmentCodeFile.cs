using System.Globalization;
using Holdfast.Link.Addresses;
using Holdfast.Link.Identities;

namespace Holdfast.Link.Enrolling;

/// <summary>
/// The code that is open now, in the file <c>enrolment-code</c> of the node's home. The file is the truth, read anew each time, so that
/// another process (<c>holdfast node code</c>) can make a new one. What was used last is remembered beside it: with the secret until a portal
/// has come with what the code brought, since its answer may have got lost; then without.
/// </summary>
public sealed class EnrolmentCodeFile(string folder, TimeProvider time)
{
    public const string Name = "enrolment-code";

    private const string UsedName = "enrolment-used";
    private const string AddressName = "enrolment-address";
    private const int LargestFile = 4096;

    private readonly string _path = Path.Combine(folder, Name);
    private readonly string _usedPath = Path.Combine(folder, UsedName);
    private readonly string _addressPath = Path.Combine(folder, AddressName);

    /// <summary>A new code; the one before is worth nothing any more.</summary>
    public EnrolmentCode Issue(LinkAddress address, NodeIdentity identity)
    {
        var code = EnrolmentCode.Create(address, identity.Fingerprint, time.GetUtcNow());
        Write(_path, code.Reveal());
        return code;
    }

    /// <summary>The code that is open, or a new one when there is none, or it is too old, or for another address or key.</summary>
    public EnrolmentCode Ensure(LinkAddress address, NodeIdentity identity) =>
        Read() is { } code
        && code.Address == address
        && code.Fingerprint.SequenceEqual(identity.Fingerprint)
        && code.Expires - time.GetUtcNow() > EnrolmentCode.Life / 2
            ? code
            : Issue(address, identity);

    /// <summary>Where portals dial the node that runs here, for a process that makes a code beside it.</summary>
    public void RememberAddress(LinkAddress address) => Write(_addressPath, address.ToString());

    /// <summary>Null: no node has run here.</summary>
    public LinkAddress? RememberedAddress() =>
        ReadText(_addressPath) is { } text ? LinkAddress.Parse(text).Value : null;

    /// <summary>The code in the file, expired or not; null: none.</summary>
    public EnrolmentCode? Read() => ReadText(_path) is { } text ? EnrolmentCode.Parse(text).Value : null;

    /// <summary>The code has brought a certificate; whether the portal knows, we do not.</summary>
    internal void Use(EnrolmentCode code)
    {
        Write(_usedPath, $"{Remembered(code)} {code.Reveal()}");
        File.Delete(_path);
    }

    /// <summary>A portal knows what the code has brought: nobody needs its secret any more.</summary>
    internal void Burn()
    {
        if (Unconfirmed() is { } code)
        {
            Write(_usedPath, Remembered(code));
        }
    }

    /// <summary>The id of the code used last, as long as it would not have expired; null: none.</summary>
    internal string? RecentlyUsed() => Used() is [var id, ..] ? id : null;

    /// <summary>The code used last, while no portal has come yet that knows of it, and none newer is open; null: there is no such.</summary>
    internal EnrolmentCode? Unconfirmed() =>
        Used() is [_, _, var code] && !File.Exists(_path) ? EnrolmentCode.Parse(code).Value : null;

    private static string Remembered(EnrolmentCode code) =>
        string.Create(CultureInfo.InvariantCulture, $"{code.Id} {code.Expires.ToUnixTimeSeconds()}");

    /// <summary>Id, end and, unless it is burnt, the code; null: none, or it would have expired.</summary>
    private string[]? Used() =>
        ReadText(_usedPath)?.Split(' ') is [_, var expires, ..] words
        && long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds > time.GetUtcNow().ToUnixTimeSeconds()
            ? words
            : null;

    private static string? ReadText(string path)
    {
        try
        {
            return new FileInfo(path).Length <= LargestFile ? File.ReadAllText(path).Trim() : null;
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Write(string path, string line)
    {
        var next = path + ".new";
        File.Delete(next);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using (var file = new StreamWriter(next, options))
        {
            file.Write(line + "\n");
        }
        File.Move(next, path, overwrite: true);
    }
}
