import { expect, linkTo, openPaused, test } from "./support.ts";

/** n1 stands for election, and what it wrote of that is under way. */
const WRITING = ["protocol raft", "nodes 3", "seed 7", "set disk 10ms..20ms", "fire n1 election", "run 1ms"];

test("a disk at work is seen and told, and is stalled, helped and mended by keyboard", async ({ page }) => {
  await openPaused(page, linkTo(WRITING), 3);
  const disk = page.locator('.disk.at-work[data-disk="n1"]');
  await expect(disk.locator(".written")).toHaveCount(1);
  await expect(page.locator(".disk.at-work")).toHaveCount(1);

  await page.keyboard.press("1");
  const card = page.locator(".card");
  await expect(card).toContainText("RequestVote → n2");
  await expect(card).toContainText("after write 1");

  const caption = page.locator("#caption");
  const use = async (name: string, line: string) => {
    await card.getByRole("button", { name }).focus();
    await page.keyboard.press("Enter");
    await expect(caption).toContainText(line);
  };
  await use("Stall disk", "disk n1 stall");
  await expect(disk).toHaveClass(/stalled/u);
  await expect(disk.locator(".hourglass")).toHaveCount(1);
  await expect(card).toContainText("stalled");

  await use("Finish write", "disk n1 finish");
  await expect(disk.locator(".written")).toHaveCount(0);
  await expect(page.locator(".message")).toHaveCount(2);

  await use("Mend disk", "disk n1 ok");
  await expect(disk).toHaveCount(0);
  await use("Slow disk", "disk n1 slow 200ms");
  await expect(card).toContainText("slow, 200 ms a write");
  // The term that was said to be written is gone, which the run notices.
  await use("Crash, last write lost", "Terms never fall is violated");
  await page.getByRole("tab", { name: "Events" }).click();
  await expect(page.getByRole("tabpanel")).toContainText("n1 loses 1 finished write");
});

test("the text twin tells of a disk at work, moves it, and does so in Chinese, too", async ({ page }) => {
  await openPaused(page, linkTo(WRITING), 3);
  await page.locator("details.twin > summary").click();
  const node = page.locator('.twin [data-twin="n1"]');
  await expect(node).toContainText("its disk as it should be: 1 write under way, 2 messages wait for that");
  await expect(page.locator('.twin [data-twin="n2"]')).toContainText("0 writes under way, 0 messages wait");
  await node.getByRole("button", { name: "Stall disk" }).press("Enter");
  await expect(node).toContainText("its disk stalled: 1 write under way");

  await page.locator("header [lang=zh-CN]").click();
  await expect(node).toContainText("磁盘卡住：1 次写入进行中，2 条消息在等");
  await expect(node.getByRole("button", { name: "卡住磁盘" })).toHaveCount(0);
  await node.getByRole("button", { name: "磁盘变慢（200 毫秒）" }).press("Enter");
  await expect(node).toContainText("磁盘慢，每次写入 200 毫秒：");
  await node.getByRole("button", { name: "完成写入" }).press("Enter");
  await expect(node).toContainText("0 次写入进行中，0 条消息在等");
  await expect(node.getByRole("button", { name: "崩溃并丢掉上次写入" })).toHaveCount(1);
  await node.getByRole("button", { name: "修好磁盘" }).press("Enter");
  await expect(node).toContainText("磁盘正常：");

  await page.keyboard.press("1");
  await expect(page.locator(".card")).toContainText("磁盘");
  await page.getByRole("tab", { name: "事件" }).click();
  await expect(page.getByRole("tabpanel")).toContainText("disk n1 slow 200ms");
});

test("a run without disks has nothing of them", async ({ page }) => {
  await openPaused(page, linkTo(WRITING.filter((line) => !line.startsWith("set disk"))), 3);
  await page.keyboard.press("1");
  await expect(page.locator(".card").getByRole("button", { name: "Crash" })).toHaveCount(1);
  await expect(page.locator(".card").getByRole("button", { name: /disk/iu })).toHaveCount(0);
  await expect(page.locator(".disk.at-work")).toHaveCount(0);
});
