using System.Reflection;
using System.Security.Cryptography;

namespace Holdfast.Portal.Assets;

/// <summary>A file that pages refer to: style sheet, module, icon. Part of the program, so that it is never of another version.</summary>
public sealed class Asset
{
    private const int VersionBytes = 8;

    private Asset(string name, string contentType, byte[] content)
    {
        Name = name;
        ContentType = contentType;
        Content = content;
        Address = $"/assets/{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, VersionBytes))}/{name}";
    }

    public string Name { get; }

    public string ContentType { get; }

    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>Changes with the content, so that browsers may keep it for ever.</summary>
    public string Address { get; }

    internal static Asset Load(string name, string contentType)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(typeof(Asset), name)
            ?? throw new InvalidOperationException($"The asset {name} is not embedded.");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return new Asset(name, contentType, content.ToArray());
    }
}
