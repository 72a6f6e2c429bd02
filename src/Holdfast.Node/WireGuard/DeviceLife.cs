namespace Holdfast.Node.WireGuard;

/// <summary>Which one of the devices that had a name, one after the other, it is.</summary>
internal static class DeviceLife
{
    /// <summary>The kernel numbers interfaces and does not use a number again: an interface made anew has another.</summary>
    public static string Of(string name)
    {
        try
        {
            return File.ReadAllText($"/sys/class/net/{name}/ifindex").Trim();
        }
        catch (IOException)
        {
            return name;
        }
    }
}
