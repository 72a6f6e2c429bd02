using System.Net.Sockets;
using Holdfast.Testing.Postgres;

namespace Holdfast.Data.Tests.Postgres;

[Trait("needs", "postgres")]
public class PostgresClusterTests
{
    [Fact]
    public async Task SharedAsync_TestProcessKilled_ServerAndFilesGo()
    {
        int port;
        string folder;
        using (var child = TestChild.Start("hold-postgres"))
        {
            var said = (await child.ReadLineAsync())!.Split(' ');
            (port, folder) = (int.Parse(said[0]), said[1]);
            Assert.True(await AnswersAsync(port));
        }

        for (var left = 200; Directory.Exists(folder) || await AnswersAsync(port); left--)
        {
            Assert.NotEqual(0, left);
            await Task.Delay(50);
        }
    }

    [Fact]
    public async Task CreateDatabaseAsync_Twice_GivesTwo()
    {
        var cluster = await PostgresCluster.SharedAsync();
        var (one, two) = (await cluster.CreateDatabaseAsync(), await cluster.CreateDatabaseAsync());

        Assert.NotEqual(one, two);
        await cluster.DropDatabaseAsync(one);
        await cluster.DropDatabaseAsync(two);
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
