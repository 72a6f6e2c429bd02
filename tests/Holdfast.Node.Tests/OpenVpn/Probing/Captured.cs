using Holdfast.Node.OpenVpn.Probing;

namespace Holdfast.Node.Tests.OpenVpn.Probing;

/// <summary>First packets between client and server, both OpenVPN 2.6.14, with the key 00 01 02 … ff.</summary>
internal static class Captured
{
    public const uint Seconds = 0x6b020321;

    public static readonly byte[] Session = Convert.FromHexString("13c87286cbe46ae1");

    public static readonly byte[] UdpClient = Convert.FromHexString(
        "3813c87286cbe46ae1000000016b02032152bf7ea11478414632afb06832f6fa320da377df3f2b664ed5dfd2b9c6352c942b7476485a"
    );

    public static readonly byte[] UdpServer = Convert.FromHexString(
        "4079ff7063ecc6732d000000016b0203216284326a33bfdf78baadd0804af93aa0f3919cf4a0a5a2ea02a52abf07fa2d7a425c7bcdc2"
            + "0ffc1eacd3f2f1f3aededf8c"
    );

    public const uint TcpSeconds = 0x6b020326;

    public static readonly byte[] TcpSession = Convert.FromHexString("37ea7bbfcc894c28");

    /// <summary>Without the length before it.</summary>
    public static readonly byte[] TcpClient = Convert.FromHexString(
        "3837ea7bbfcc894c28000000016b020326ac251a63444f1a990a0a8f631247755554e21be810bdc7c169706db191741076062cd01159"
    );

    public static readonly byte[] TcpServer = Convert.FromHexString(
        "40d00305a80c7ac1ca000000016b0203260e84be3bc03e507e4d86c0a5dc13f56c2f56b55e1faba9f2c6f79bf95a2fff5222e4e59ca4"
            + "c3fa8d30313d44eb73d53e00"
    );

    public static readonly byte[] Key = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];

    public static ClientSeals Seals => ClientSeals.From(Text(Key))!;

    public static string Text(byte[] key) =>
        "-----BEGIN OpenVPN Static key V1-----\n"
        + string.Join('\n', key.Chunk(16).Select(Convert.ToHexStringLower))
        + "\n-----END OpenVPN Static key V1-----\n";
}
