using System.Text.Json;

namespace Holdfast.Linux.Network;

/// <summary>
/// Kernel settings below <c>/proc/sys</c> of this network namespace, changed so that they can be put back: the first value seen of each
/// is written to a record before it is changed, and the record outlives us.
/// </summary>
/// <param name="recordFile">JSON object of key to value before; made when the first setting is changed.</param>
/// <param name="root">Where the settings are.</param>
public sealed class Sysctl(string recordFile, string root = "/proc/sys")
{
    /// <param name="key">With slashes, since names of interfaces may have dots: <c>net/ipv4/ip_forward</c>.</param>
    /// <returns>Null when this kernel has no such setting.</returns>
    public string? Read(string key)
    {
        var path = PathOf(key);
        return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
    }

    /// <summary>Changes a setting; no write when it is so already. A setting that the kernel lacks is an error.</summary>
    /// <exception cref="IOException">The kernel refused the value, or there is no such setting.</exception>
    /// <exception cref="UnauthorizedAccessException">We may not.</exception>
    public void Set(string key, string value)
    {
        var before = Read(key) ?? throw new FileNotFoundException($"This kernel has no setting {key}.");
        if (string.Equals(before, value, StringComparison.Ordinal))
        {
            return;
        }

        Remember(key, before);
        File.WriteAllText(PathOf(key), value);
    }

    /// <summary>Puts every changed setting back, where it still exists, and forgets the record.</summary>
    public void Restore()
    {
        foreach (var (key, before) in ReadRecord())
        {
            Restore(key, before);
        }

        File.Delete(recordFile);
    }

    private void Restore(string key, string before)
    {
        // The interface of a setting may have gone since, and its setting with it.
        var now = Read(key);
        if (now is not null && !string.Equals(now, before, StringComparison.Ordinal))
        {
            File.WriteAllText(PathOf(key), before);
        }
    }

    private void Remember(string key, string before)
    {
        var record = ReadRecord();
        if (record.TryAdd(key, before))
        {
            var next = recordFile + ".new";
            File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(record));
            File.Move(next, recordFile, overwrite: true);
        }
    }

    /// <summary>A record that cannot be read must not stop us from serving; it only cannot be put back.</summary>
    private SortedDictionary<string, string> ReadRecord()
    {
        try
        {
            var record = JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllBytes(recordFile));
            return record is null ? [] : Sound(record);
        }
        catch (Exception unreadable) when (unreadable is FileNotFoundException or JsonException)
        {
            return [];
        }
    }

    private static SortedDictionary<string, string> Sound(SortedDictionary<string, string> record)
    {
        var sound = record.Where(entry => IsKey(entry.Key) && entry.Value is not null);
        return new SortedDictionary<string, string>(sound.ToDictionary(), StringComparer.Ordinal);
    }

    private string PathOf(string key) =>
        IsKey(key)
            ? Path.Combine(root, key)
            : throw new ArgumentException($"'{key}' is no kernel setting.", nameof(key));

    private static bool IsKey(string key) =>
        key.StartsWith("net/", StringComparison.Ordinal)
        && key.Split('/').All(part => part.Length > 0 && part is not "." and not ".." && !part.Contains('\0'));
}
